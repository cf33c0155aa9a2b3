using System.Collections.Immutable;
using FcCreds.Fc.State;

namespace FcCreds.Fc.Api;

/// <summary>CreateFunction, UpdateFunction, GetFunction, ListFunctions, DeleteFunction, GetFunctionCode.</summary>
internal static class Functions
{
    private const int MaxLayers = 5;

    public static async Task CreateAsync(FcCall call) => await ReplyAsync(call, await MakeAsync(call, call.ReadBody(FcInputJson.Default.FunctionInput)));

    public static async Task<FunctionRecord> MakeAsync(FcCall call, FunctionInput input)
    {
        var declaration = FunctionSettings.Create(input, call);
        if (call.Account.Functions.ContainsKey(declaration.Name)) throw Exists(declaration.Name);
        var tags = ResourceTags.Of(input.Tags);
        var code = input.Code ?? throw FcErrors.InvalidArgument.Saying("code must be set");
        return await CodeInput.UseAsync(call, code, async package =>
        {
            var function = FunctionRecord.Of(declaration, call.Context.Accounts.NewId(), call.Now) with
            {
                Package = package,
                Layers = LayersOf(call.Account, input.Layers ?? []),
                Kept = FunctionSettings.Keep(FunctionSettings.Defaults, input),
                Tags = tags,
            };
            return await call.Context.Accounts.ChangeAsync(
                call.Caller.AccountId,
                account => account.Functions.ContainsKey(function.Name) ? throw Exists(function.Name) : (account.With(function), function),
                call.Aborted);
        });
    }

    public static async Task UpdateAsync(FcCall call) => await ReplyAsync(call, await ChangeAsync(call, call.ReadBody(FcInputJson.Default.FunctionInput)));

    public static async Task<FunctionRecord> ChangeAsync(FcCall call, FunctionInput input)
    {
        // Refused before a package is stored, and again on what the function is by then.
        FunctionSettings.Change(call.RequireFunction().Declaration, input);
        return input.Code is { IsGiven: true } code ? await CodeInput.UseAsync(call, code, Update) : await Update(null);

        async Task<FunctionRecord> Update(CodePackage? package) => await call.ChangeAsync(function =>
        {
            var after = function with
            {
                Declaration = FunctionSettings.Change(function.Declaration, input),
                Kept = FunctionSettings.Keep(function.Kept, input),
                Package = package ?? function.Package,
                Layers = input.Layers is { } layers ? LayersOf(call.Account, layers) : function.Layers,
            };
            if (package is not null) after = after with { Declaration = after.Declaration with { CodeObject = null } };
            after = after.Changed(call.Now);
            return (after, after);
        });
    }

    public static Task GetAsync(FcCall call) => ReplyAsync(call, Require(call));

    /// <summary>The function as it is, or was when the version of the query's qualifier was published.</summary>
    public static FunctionRecord Require(FcCall call)
    {
        var function = call.RequireFunction();
        return Version(call, function) is { } version
            ? function with { Declaration = version.Declaration, Kept = version.Kept, Package = version.Package, Layers = version.Layers }
            : function;
    }

    public static Task ListAsync(FcCall call)
    {
        var (runtime, name, description) = (call.Request.QueryValue("runtime"), call.Request.QueryValue("functionName"), call.Request.QueryValue("description"));
        var tags = ResourceTags.Asked(call.Request.QueryValue("tags"));
        var found = call.Account.Functions.Values
            .Where(one => string.IsNullOrEmpty(runtime) || one.Declaration.Runtime == runtime)
            .Where(one => string.IsNullOrEmpty(name) || one.Name.Contains(name, StringComparison.Ordinal))
            .Where(one => string.IsNullOrEmpty(description) || one.Declaration.Description.Contains(description, StringComparison.Ordinal))
            .Where(one => tags.All(tag => one.Tags.TryGetValue(tag.Key, out var value) && (tag.Value.Length == 0 || value == tag.Value)));
        var (page, next) = Paging.Of(call, found, one => one.Name);
        return call.ReplyAsync(new FunctionPage([.. page.Select(FunctionModel.Of)], next), FcJson.Readable.FunctionPage);
    }

    public static async Task DeleteAsync(FcCall call)
    {
        await call.Context.Accounts.ChangeAsync(call.Caller.AccountId, Without, call.Aborted);
        call.ReplyNothing();

        (FcAccountRecord After, int Result) Without(FcAccountRecord account)
        {
            var function = account.Functions.GetValueOrDefault(call.FunctionName) ?? throw FcErrors.FunctionNotFound.Saying($"function '{call.FunctionName}' does not exist.");
            if (function.Declaration.Triggers.Count > 0) throw FcErrors.FunctionNotEmpty.Saying($"function '{function.Name}' has triggers; delete them first");
            return (account with { Functions = account.Functions.Remove(function.Name) }, 0);
        }
    }

    /// <summary>The answer's URL needs no signature: it is a permission of its own, for a while.</summary>
    public static Task GetCodeAsync(FcCall call)
    {
        var function = call.RequireFunction();
        var version = Version(call, function);
        var (package, folder) = version is null ? (function.Package, function.Declaration.CodePath) : (version.Package, version.Declaration.CodePath);
        return call.ReplyAsync(new(package?.Checksum ?? "", call.Context.Downloads.UrlOf(call, package, folder)), FcJson.Readable.CodeLocationModel);
    }

    /// <summary>The version that the query's qualifier means; null for the function as it is now.</summary>
    private static VersionRecord? Version(FcCall call, FunctionRecord function)
        => FunctionQualifier.Require(function, call.Qualifier) is { } version ? function.Versions[version] : null;

    private static ImmutableArray<LayerLink> LayersOf(FcAccountRecord account, IReadOnlyList<string> arns)
        => arns.Count <= MaxLayers
            ? [.. arns.Select(arn => new LayerLink(arn, Layers.Require(account, arn).Package))]
            : throw FcErrors.LimitExceeded.Saying($"a function has at most {MaxLayers} layers, not {arns.Count}");

    private static Task ReplyAsync(FcCall call, FunctionRecord function) => call.ReplyAsync(FunctionModel.Of(function), FcJson.Readable.FunctionModel);

    private static Core.Errors.ServiceException Exists(string name) => FcErrors.FunctionAlreadyExists.Saying($"function '{name}' already exists.");
}
