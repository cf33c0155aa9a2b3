using System.Collections.Immutable;
using FcCreds.Fc.Code;

namespace FcCreds.Fc.State;

/// <summary>What is kept of an account, in the form in which invocations ask.</summary>
internal sealed class CatalogView(CodeFolders code)
{
    public IEnumerable<CataloguedFunction> Of(FcAccountRecord account) => account.Functions.Values.Select(Of);

    public CataloguedFunction Of(FunctionRecord function) => new(Running(function.Declaration, function.Package), function.LastModifiedTime)
    {
        IsKept = true,
        Generation = $"{function.FunctionId}:{function.Revision}",
        Package = function.Package,
        Versions = function.Versions.ToImmutableSortedDictionary(pair => pair.Key, pair => Of(pair.Value, function), StringComparer.Ordinal),
        Aliases = function.Aliases,
        ReservedConcurrency = function.ReservedConcurrency,
        Restriction = function.Restriction,
    };

    private CataloguedFunction Of(VersionRecord version, FunctionRecord function)
        => new(Running(version.Declaration, version.Package) with { VersionId = version.VersionId }, version.CreatedTime)
        {
            IsKept = true,
            Generation = $"{function.FunctionId}:v{version.VersionId}",
            Package = version.Package,
            ReservedConcurrency = function.ReservedConcurrency,
            Restriction = function.Restriction,
        };

    private FunctionDeclaration Running(FunctionDeclaration declaration, CodePackage? package)
        => package is null ? declaration : declaration with { CodePath = code.PathOf(package) };
}
