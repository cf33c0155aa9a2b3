using FcCreds.Fc.State;

namespace FcCreds.Fc.Api;

/// <summary>What <c>qualifier</c> may be: a version, an alias, or LATEST.</summary>
internal static class FunctionQualifier
{
    /// <summary>The number of the version that is meant; null for the function as it is now.</summary>
    public static string? Require(FunctionRecord function, string? qualifier)
    {
        if (qualifier is null or "" or CataloguedFunction.Latest) return null;
        var version = qualifier;
        if (!char.IsAsciiDigit(qualifier[0]))
        {
            if (!function.Aliases.TryGetValue(qualifier, out var alias)) throw FcErrors.AliasNotFound.Saying($"alias '{qualifier}' does not exist in function '{function.Name}'");
            version = alias.VersionId;
        }
        if (version == CataloguedFunction.Latest) return null;
        return function.Versions.ContainsKey(version) ? version : throw FcErrors.VersionNotFound.Saying($"version '{version}' does not exist in function '{function.Name}'");
    }
}
