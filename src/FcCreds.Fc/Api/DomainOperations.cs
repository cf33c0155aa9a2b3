using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using FcCreds.Core.Errors;
using FcCreds.Fc.State;
using FcCreds.Fc.Triggers;

namespace FcCreds.Fc.Api;

/// <summary>CreateCustomDomain, GetCustomDomain, UpdateCustomDomain, DeleteCustomDomain, ListCustomDomains.</summary>
internal static class DomainOperations
{
    private static readonly string[] Settings = ["protocol", "routeConfig", "authConfig", "certConfig", "tlsConfig", "wafConfig", "corsConfig"];

    public static async Task CreateAsync(FcCall call)
    {
        var input = call.ReadBody(FcInputJson.Default.DictionaryStringJsonElement);
        var name = input.TryGetValue("domainName", out var given) && given.ValueKind == JsonValueKind.String ? given.GetString()!.ToLowerInvariant() : "";
        var made = Checked(call, new CustomDomainRecord { DomainName = name, CreatedTime = call.Now, LastModifiedTime = call.Now, Settings = Merge(Names.None<JsonElement>(), input) });
        await ChangeAsync(call, account => account.CustomDomains.ContainsKey(name) ? throw FcErrors.DomainNameAlreadyExists.Saying($"domain name '{name}' already exists") : made);
        await ReplyAsync(call, made);
    }

    public static async Task UpdateAsync(FcCall call)
    {
        var input = call.ReadBody(FcInputJson.Default.DictionaryStringJsonElement);
        await ReplyAsync(call, await ChangeAsync(call, account =>
        {
            var now = Require(account, call);
            return Checked(call, now with { Settings = Merge(now.Settings, input), LastModifiedTime = call.Now });
        }));
    }

    public static Task GetAsync(FcCall call) => ReplyAsync(call, Require(call.Account, call));

    public static Task ListAsync(FcCall call)
    {
        var (page, next) = Paging.Of(call, call.Account.CustomDomains.Values, domain => domain.DomainName);
        return call.ReplyAsync(new([.. page.Select(domain => Model(call, domain))], next), FcJson.Readable.CustomDomainPage);
    }

    public static async Task DeleteAsync(FcCall call)
    {
        await call.Context.Accounts.ChangeAsync(call.Caller.AccountId, account => (account with { CustomDomains = account.CustomDomains.Remove(Require(account, call).DomainName) }, 0), call.Aborted);
        call.ReplyNothing();
    }

    private static ImmutableSortedDictionary<string, JsonElement> Merge(ImmutableSortedDictionary<string, JsonElement> now, Dictionary<string, JsonElement> input)
    {
        var given = input.Where(one => Settings.Contains(one.Key) && one.Value.ValueKind != JsonValueKind.Null);
        return now.SetItems(given.Select(one => one.Key == "certConfig" ? KeyValuePair.Create(one.Key, WithoutPrivateKey(one.Value)) : one));
    }

    private static CustomDomainRecord Checked(FcCall call, CustomDomainRecord domain)
    {
        List<SettingsProblem> problems = [];
        domain.Read(call.Caller.AccountId, problems);
        return problems.Count == 0 ? domain : throw FcErrors.InvalidArgument.Saying($"the custom domain is invalid: {string.Join(" ", problems.Select(problem => problem.Message))}");
    }

    /// <summary>TLS is answered here with the local authority's certificates: a private key would lie about for nothing.</summary>
    private static JsonElement WithoutPrivateKey(JsonElement certificate)
    {
        if (certificate.ValueKind != JsonValueKind.Object) return certificate;
        var without = JsonObject.Create(certificate)!;
        without.Remove("privateKey");
        using var json = JsonDocument.Parse(without.ToJsonString());
        return json.RootElement.Clone();
    }

    private static CustomDomainRecord Require(FcAccountRecord account, FcCall call)
        => call.Values["{domainName}"].ToLowerInvariant() is var name && account.CustomDomains.GetValueOrDefault(name) is { } domain
            ? domain
            : throw NotFound(name);

    private static ServiceException NotFound(string name) => FcErrors.DomainNameNotFound.Saying($"domain name '{name}' does not exist");

    private static ValueTask<CustomDomainRecord> ChangeAsync(FcCall call, Func<FcAccountRecord, CustomDomainRecord> change)
        => call.Context.Accounts.ChangeAsync(
            call.Caller.AccountId,
            account =>
            {
                var domain = change(account);
                return (account with { CustomDomains = account.CustomDomains.SetItem(domain.DomainName, domain) }, domain);
            },
            call.Aborted);

    private static CustomDomainModel Model(FcCall call, CustomDomainRecord domain) => new()
    {
        DomainName = domain.DomainName,
        AccountId = call.Caller.AccountId,
        CreatedTime = FcTime.Text(domain.CreatedTime),
        LastModifiedTime = FcTime.Text(domain.LastModifiedTime),
        Settings = new(domain.Settings, StringComparer.Ordinal),
    };

    private static Task ReplyAsync(FcCall call, CustomDomainRecord domain) => call.ReplyAsync(Model(call, domain), FcJson.Readable.CustomDomainModel);
}
