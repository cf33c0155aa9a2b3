using System.Globalization;
using FcCreds.Fc.State;

namespace FcCreds.Fc.Api;

/// <summary>PublishFunctionVersion, ListFunctionVersions, DeleteFunctionVersion.</summary>
internal static class FunctionVersions
{
    public static async Task PublishAsync(FcCall call)
    {
        var input = call.Body.IsEmpty ? new(null) : call.ReadBody(FcInputJson.Default.PublishInput);
        var published = await call.ChangeAsync(function =>
        {
            var number = function.LastVersionId + 1;
            var version = new VersionRecord
            {
                VersionId = number.ToString(CultureInfo.InvariantCulture),
                Description = input.Description ?? "",
                Declaration = function.Declaration with { Triggers = [] },
                Kept = function.Kept,
                Package = function.Package,
                Layers = function.Layers,
                CreatedTime = call.Now,
            };
            return (function with { Versions = function.Versions.Add(version.VersionId, version), LastVersionId = number }, version);
        });
        await call.ReplyAsync(VersionModel.Of(published), FcJson.Readable.VersionModel);
    }

    /// <summary>The newest first, unless the direction is FORWARD.</summary>
    public static Task ListAsync(FcCall call)
    {
        var direction = call.Request.QueryValue("direction") is { Length: > 0 } asked ? asked.ToUpperInvariant() : "BACKWARD";
        if (direction is not ("BACKWARD" or "FORWARD")) throw FcErrors.InvalidArgument.Saying($"direction '{direction}' is invalid, it must be BACKWARD or FORWARD");
        var isForward = direction == "FORWARD";
        var ordered = call.RequireFunction().Versions.Values.OrderBy(version => isForward ? Number(version.VersionId) : -Number(version.VersionId));
        var (page, next) = Paging.Of(call, ordered, version => version.VersionId, (version, token) => isForward ? Number(version) > Number(token) : Number(version) < Number(token));
        return call.ReplyAsync(new(direction, [.. page.Select(VersionModel.Of)], next), FcJson.Readable.VersionPage);
    }

    public static async Task DeleteAsync(FcCall call)
    {
        var version = call.Values["{versionId}"];
        await call.ChangeAsync(function =>
        {
            if (!function.Versions.ContainsKey(version)) throw FcErrors.VersionNotFound.Saying($"version '{version}' does not exist in function '{function.Name}'");
            if (function.Aliases.Values.FirstOrDefault(alias => alias.VersionId == version || alias.AdditionalVersionWeight.ContainsKey(version)) is { } alias)
                throw FcErrors.InvalidArgument.Saying($"version '{version}' is in use by alias '{alias.AliasName}'");
            return (function with { Versions = function.Versions.Remove(version) }, 0);
        });
        call.ReplyNothing();
    }

    private static int Number(string versionId) => int.TryParse(versionId, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}

/// <summary>A version as the API answers it.</summary>
internal sealed record VersionModel(string VersionId, string Description, string CreatedTime, string LastModifiedTime)
{
    public static VersionModel Of(VersionRecord version) => new(version.VersionId, version.Description, FcTime.Text(version.CreatedTime), FcTime.Text(version.CreatedTime));
}

internal sealed record VersionPage(string Direction, IReadOnlyList<VersionModel> Versions, string? NextToken);
