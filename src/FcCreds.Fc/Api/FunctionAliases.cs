using FcCreds.Fc.State;

namespace FcCreds.Fc.Api;

/// <summary>CreateAlias, GetAlias, UpdateAlias, DeleteAlias, ListAliases.</summary>
internal static class FunctionAliases
{
    public static async Task CreateAsync(FcCall call)
    {
        var input = call.ReadBody(FcInputJson.Default.AliasInput);
        if (input.AliasName is not { } name || !FcNames.IsPart(name) || name == CataloguedFunction.Latest)
            throw FcErrors.InvalidArgument.Saying($"aliasName '{input.AliasName}' is invalid, it must have 1 to 128 letters, digits, '-' and '_', begin with a letter or '_', and not be LATEST");
        var made = await call.ChangeAsync(function =>
        {
            if (function.Aliases.ContainsKey(name)) throw FcErrors.AliasAlreadyExists.Saying($"alias '{name}' already exists in function '{function.Name}'");
            var version = input.VersionId ?? throw FcErrors.InvalidArgument.Saying("versionId must be set");
            var alias = Change(function, new() { AliasName = name, VersionId = version, CreatedTime = call.Now, LastModifiedTime = call.Now }, input, call.Now);
            return (With(function, alias), alias);
        });
        await ReplyAsync(call, made);
    }

    public static async Task UpdateAsync(FcCall call)
    {
        var input = call.ReadBody(FcInputJson.Default.AliasInput);
        var changed = await call.ChangeAsync(function =>
        {
            var alias = Change(function, Require(call, function), input, call.Now);
            return (With(function, alias), alias);
        });
        await ReplyAsync(call, changed);
    }

    public static Task GetAsync(FcCall call) => ReplyAsync(call, Require(call, call.RequireFunction()));

    public static Task ListAsync(FcCall call)
    {
        var (page, next) = Paging.Of(call, call.RequireFunction().Aliases.Values, alias => alias.AliasName);
        return call.ReplyAsync(new([.. page.Select(AliasModel.Of)], next), FcJson.Readable.AliasPage);
    }

    public static async Task DeleteAsync(FcCall call)
    {
        await call.ChangeAsync(function => (function with { Aliases = function.Aliases.Remove(Require(call, function).AliasName) }, 0));
        call.ReplyNothing();
    }

    private static AliasRecord Change(FunctionRecord function, AliasRecord now, AliasInput input, DateTimeOffset at)
    {
        var alias = now with
        {
            VersionId = input.VersionId ?? now.VersionId,
            Description = input.Description ?? now.Description,
            AdditionalVersionWeight = input.AdditionalVersionWeight is { } weights ? Names.None<double>().AddRange(weights) : now.AdditionalVersionWeight,
            LastModifiedTime = at,
        };
        foreach (var version in alias.AdditionalVersionWeight.Keys.Append(alias.VersionId))
        {
            if (version != CataloguedFunction.Latest && !function.Versions.ContainsKey(version)) throw FcErrors.VersionNotFound.Saying($"version '{version}' does not exist in function '{function.Name}'");
        }
        if (alias.AdditionalVersionWeight.Count > 1 || alias.AdditionalVersionWeight.Values.Any(weight => weight is not (>= 0 and <= 1)))
            throw FcErrors.InvalidArgument.Saying("additionalVersionWeight is invalid, it must have one version with a weight from 0 to 1");
        return alias;
    }

    private static AliasRecord Require(FcCall call, FunctionRecord function)
        => call.Values["{aliasName}"] is var name && function.Aliases.GetValueOrDefault(name) is { } alias
            ? alias
            : throw FcErrors.AliasNotFound.Saying($"alias '{name}' does not exist in function '{function.Name}'");

    private static FunctionRecord With(FunctionRecord function, AliasRecord alias) => function with { Aliases = function.Aliases.SetItem(alias.AliasName, alias) };

    private static Task ReplyAsync(FcCall call, AliasRecord alias) => call.ReplyAsync(AliasModel.Of(alias), FcJson.Readable.AliasModel);
}

/// <summary>An alias as the API answers it.</summary>
internal sealed record AliasModel(string AliasName, string VersionId, string Description, IReadOnlyDictionary<string, double> AdditionalVersionWeight, string CreatedTime, string LastModifiedTime)
{
    public static AliasModel Of(AliasRecord alias)
        => new(alias.AliasName, alias.VersionId, alias.Description, alias.AdditionalVersionWeight, FcTime.Text(alias.CreatedTime), FcTime.Text(alias.LastModifiedTime));
}

internal sealed record AliasPage(IReadOnlyList<AliasModel> Aliases, string? NextToken);
