using System.Globalization;
using FcCreds.Core.Errors;
using FcCreds.Fc.State;

namespace FcCreds.Fc.Api;

/// <summary>CreateLayerVersion, GetLayerVersion, GetLayerVersionByArn, ListLayers, ListLayerVersions, DeleteLayerVersion, PutLayerACL.</summary>
internal static class Layers
{
    public static async Task CreateVersionAsync(FcCall call)
    {
        var name = call.Values["{layerName}"];
        if (!FcNames.IsPart(name)) throw FcErrors.InvalidArgument.Saying($"layerName '{name}' is invalid, it must have 1 to 128 letters, digits, '-' and '_', and begin with a letter or '_'");
        var input = call.ReadBody(FcInputJson.Default.LayerInput);
        if (input.CompatibleRuntime is not { Count: > 0 } runtimes) throw FcErrors.InvalidArgument.Saying("compatibleRuntime must name at least one runtime");
        if (runtimes.FirstOrDefault(runtime => !FcNames.IsRuntime(runtime)) is { } unknown) throw FcErrors.InvalidArgument.Saying($"runtime '{unknown}' is not supported");
        var code = input.Code ?? throw FcErrors.InvalidArgument.Saying("code must be set");
        var made = await CodeInput.UseAsync(call, code, package => AddAsync(call, name, input, runtimes, package));
        await ReplyAsync(call, made, withCode: false);
    }

    private static async Task<LayerVersionRecord> AddAsync(FcCall call, string name, LayerInput input, IReadOnlyList<string> runtimes, CodePackage package)
        => await call.Context.Accounts.ChangeAsync(
            call.Caller.AccountId,
            account =>
            {
                var layer = account.Layers.GetValueOrDefault(name) ?? new() { LayerName = name };
                var version = new LayerVersionRecord
                {
                    LayerName = name,
                    Version = layer.LastVersion + 1,
                    Package = package,
                    Description = input.Description ?? "",
                    License = input.License ?? "",
                    CompatibleRuntime = [.. runtimes],
                    CreateTime = call.Now,
                };
                layer = layer with { LastVersion = version.Version, Versions = layer.Versions.Add(Key(version.Version), version) };
                return (account with { Layers = account.Layers.SetItem(name, layer) }, version);
            },
            call.Aborted);

    public static Task GetVersionAsync(FcCall call) => ReplyAsync(call, Require(call.Account, call.Values["{layerName}"], call.Values["{version}"]), withCode: true);

    /// <summary><c>acs:fc:region:account:layers/name/versions/1</c>.</summary>
    public static Task GetVersionByArnAsync(FcCall call) => ReplyAsync(call, Require(call.Account, call.Values["{arn}"]), withCode: true);

    /// <summary>The version that an ARN names; others' and the official ones are not here.</summary>
    public static LayerVersionRecord Require(FcAccountRecord account, string arn)
        => arn.Split(':') is ["acs", "fc", _, var owner, var relative] && owner == account.AccountId && relative.Split('/') is ["layers", var name, "versions", var version]
            ? Require(account, name, version)
            : throw NotFound(arn);

    /// <summary>Each layer by its newest version.</summary>
    public static Task ListAsync(FcCall call)
    {
        // Layers of others and the official ones are not here.
        var own = call.Request.QueryValue("public") != "true" && call.Request.QueryValue("official") != "true";
        var layers = own ? call.Account.Layers.Values.Where(layer => !layer.Versions.IsEmpty) : [];
        var (page, next) = Paging.Of(call, layers, layer => layer.LayerName);
        return call.ReplyAsync(new([.. page.Select(layer => LayerModel.Of(layer.Versions.Values.MaxBy(version => version.Version)!, call, withCode: false))], next), FcJson.Readable.LayerPage);
    }

    /// <summary>The newest first.</summary>
    public static Task ListVersionsAsync(FcCall call)
    {
        var layer = call.Account.Layers.GetValueOrDefault(call.Values["{layerName}"]);
        var start = int.TryParse(call.Request.QueryValue("startVersion"), NumberStyles.None, CultureInfo.InvariantCulture, out var asked) ? asked : int.MaxValue;
        var versions = (layer?.Versions.Values ?? []).Where(version => version.Version <= start).OrderByDescending(version => version.Version);
        var (page, last) = Paging.Of(call, versions, version => Key(version.Version), (_, _) => true);
        int? next = last is null ? null : versions.First(version => version.Version < page[^1].Version).Version;
        return call.ReplyAsync(new([.. page.Select(version => LayerModel.Of(version, call, withCode: false))], next), FcJson.Readable.LayerVersionPage);
    }

    public static async Task DeleteVersionAsync(FcCall call)
    {
        await call.Context.Accounts.ChangeAsync(
            call.Caller.AccountId,
            account =>
            {
                var version = Require(account, call.Values["{layerName}"], call.Values["{version}"]);
                var layer = account.Layers[version.LayerName];
                return (account with { Layers = account.Layers.SetItem(layer.LayerName, layer with { Versions = layer.Versions.Remove(Key(version.Version)) }) }, 0);
            },
            call.Aborted);
        call.ReplyNothing();
    }

    /// <summary>Kept: nobody else's layers are seen here.</summary>
    public static async Task PutAclAsync(FcCall call)
    {
        var name = call.Values["{layerName}"];
        var isPublic = call.Request.QueryValue("public") == "true" || call.Request.QueryValue("acl") == "1";
        await call.Context.Accounts.ChangeAsync(
            call.Caller.AccountId,
            account => account.Layers.GetValueOrDefault(name) is { } layer
                ? (account with { Layers = account.Layers.SetItem(name, layer with { IsPublic = isPublic }) }, 0)
                : throw NotFound(name),
            call.Aborted);
        call.ReplyNothing();
    }

    private static LayerVersionRecord Require(FcAccountRecord account, string name, string version)
        => account.Layers.GetValueOrDefault(name)?.Versions.GetValueOrDefault(version) ?? throw NotFound($"{name}/versions/{version}");

    private static ServiceException NotFound(string name) => FcErrors.LayerNotFound.Saying($"layer '{name}' does not exist");

    private static string Key(int version) => version.ToString(CultureInfo.InvariantCulture);

    private static Task ReplyAsync(FcCall call, LayerVersionRecord version, bool withCode) => call.ReplyAsync(LayerModel.Of(version, call, withCode), FcJson.Readable.LayerModel);
}
