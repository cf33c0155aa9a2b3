using System.Text.Json;
using System.Text.Json.Serialization;
using FcCreds.Fc.State;

namespace FcCreds.Fc.Api.V2;

/// <summary>CreateService, UpdateService, GetService, ListServices, DeleteService of FC 2.0.</summary>
internal static class Fc2Services
{
    /// <summary>Kept and told; FC 3.0 has them at each function.</summary>
    private static readonly HashSet<string> OnlyKept = new(StringComparer.Ordinal) { "internetAccess", "logConfig", "nasConfig", "ossMountConfig", "tracingConfig", "vpcConfig" };

    public static async Task CreateAsync(FcCall call)
    {
        var input = call.ReadBody(FcInputJson.Default.Fc2ServiceInput);
        var name = input.ServiceName is { } given && FcNames.IsPart(given) ? given : throw FcErrors.InvalidArgument.Saying($"serviceName '{input.ServiceName}' is invalid, it must have 1 to 128 letters, digits, '-' and '_', and begin with a letter or '_'");
        var made = Change(new() { ServiceName = name, ServiceId = call.Context.Accounts.NewId(), CreatedTime = call.Now, LastModifiedTime = call.Now }, input, call);
        await call.Context.Accounts.ChangeAsync(
            call.Caller.AccountId,
            account => Fc2Service.All(account).Contains(name)
                ? throw FcErrors.ServiceAlreadyExists.Saying($"service '{name}' already exists")
                : (account with { Services = account.Services.Add(name, made) }, 0),
            call.Aborted);
        await call.ReplyAsync(Fc2ServiceModel.Of(made), FcJson.Readable.Fc2ServiceModel);
    }

    /// <summary>Another role is from then on that of all its functions.</summary>
    public static async Task UpdateAsync(FcCall call)
    {
        var input = call.ReadBody(FcInputJson.Default.Fc2ServiceInput);
        var name = Fc2Service.Read(call).Name;
        var changed = await call.Context.Accounts.ChangeAsync(
            call.Caller.AccountId,
            account =>
            {
                var after = Change(Require(account, name), input, call);
                var functions = account.Functions.Values
                    .Where(function => Fc2Service.IsIn(name, function.Name) && input.Role is not null && (function.Declaration.RoleArn ?? "") != after.Role)
                    .Select(function => function with { Declaration = function.Declaration with { RoleArn = after.Role.Length == 0 ? null : after.Role } })
                    .Select(function => KeyValuePair.Create(function.Name, function.Changed(call.Now)));
                return (account with { Services = account.Services.SetItem(name, after), Functions = account.Functions.SetItems(functions) }, after);
            },
            call.Aborted);
        await call.ReplyAsync(Fc2ServiceModel.Of(changed), FcJson.Readable.Fc2ServiceModel);
    }

    public static Task GetAsync(FcCall call) => call.ReplyAsync(Fc2ServiceModel.Of(Find(call.Account, Fc2Service.Read(call).Name)), FcJson.Readable.Fc2ServiceModel);

    public static Task ListAsync(FcCall call)
    {
        var account = call.Account;
        var (page, next) = Paging.Of(call, Fc2Service.All(account), name => name);
        return call.ReplyAsync(new([.. page.Select(name => Fc2ServiceModel.Of(Require(account, name)))], next), FcJson.Readable.Fc2ServicePage);
    }

    public static async Task DeleteAsync(FcCall call)
    {
        var name = Fc2Service.Read(call).Name;
        await call.Context.Accounts.ChangeAsync(
            call.Caller.AccountId,
            account => Require(account, name) is not null && account.Functions.Keys.Any(function => Fc2Service.IsIn(name, function))
                ? throw FcErrors.ServiceNotEmpty.Saying($"service '{name}' has functions; delete them first")
                : (account with { Services = account.Services.Remove(name) }, 0),
            call.Aborted);
        call.ReplyNothing();
    }

    /// <summary>A service that somebody made, or that functions are named after.</summary>
    public static ServiceRecord Require(FcAccountRecord account, string name)
        => account.Services.GetValueOrDefault(name) ?? (account.Functions.Keys.Any(function => Fc2Service.IsIn(name, function)) ? Told(account, name) : throw NotFound(name));

    /// <summary>The same; and any other where there are functions without a service, for those are in every one.</summary>
    private static ServiceRecord Find(FcAccountRecord account, string name)
        => account.Services.GetValueOrDefault(name) ?? (account.Functions.Keys.Any(function => Fc2Service.Has(name, function)) ? Told(account, name) : throw NotFound(name));

    private static ServiceRecord Told(FcAccountRecord account, string name)
    {
        var functions = account.Functions.Values.Where(function => Fc2Service.Has(name, function.Name)).ToList();
        var first = functions.Min(function => function.CreatedTime);
        return new() { ServiceName = name, ServiceId = name, Role = functions.Find(function => Fc2Service.IsIn(name, function.Name))?.Declaration.RoleArn ?? "", CreatedTime = first, LastModifiedTime = first };
    }

    private static ServiceRecord Change(ServiceRecord now, Fc2ServiceInput input, FcCall call) => now with
    {
        Description = input.Description ?? now.Description,
        Role = input.Role is null ? now.Role : FunctionSettings.Role(input.Role) ?? "",
        Kept = now.Kept.SetItems((input.Others ?? []).Where(one => OnlyKept.Contains(one.Key) && one.Value.ValueKind != JsonValueKind.Null)),
        LastModifiedTime = call.Now,
    };

    private static Core.Errors.ServiceException NotFound(string name) => FcErrors.ServiceNotFound.Saying($"service '{name}' does not exist");
}

/// <summary>Body of CreateService and UpdateService.</summary>
internal sealed record Fc2ServiceInput
{
    public string? ServiceName { get; init; }

    public string? Description { get; init; }

    public string? Role { get; init; }

    /// <summary>Everything else.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Others { get; set; }
}

/// <summary>A service as the API of FC 2.0 answers it.</summary>
internal sealed record Fc2ServiceModel(string ServiceName, string ServiceId, string Description, string Role, string CreatedTime, string LastModifiedTime)
{
    /// <summary>Settings that are kept only.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Kept { get; set; }

    public static Fc2ServiceModel Of(ServiceRecord service) => new(service.ServiceName, service.ServiceId, service.Description, service.Role, FcTime.Text(service.CreatedTime), FcTime.Text(service.LastModifiedTime))
    {
        Kept = new(service.Kept, StringComparer.Ordinal),
    };
}

internal sealed record Fc2ServicePage(IReadOnlyList<Fc2ServiceModel> Services, string? NextToken);
