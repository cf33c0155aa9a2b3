using System.Collections.Immutable;
using FcCreds.Fc.Code;

namespace FcCreds.Fc.State;

/// <summary>What is kept of an account, in the form in which invocations ask.</summary>
internal sealed class CatalogView(CodeFolders code)
{
    public IEnumerable<CataloguedFunction> Of(FcAccountRecord account) => account.Functions.Values.Select(Of);

    public CataloguedFunction Of(FunctionRecord function) => new(Running(function.Declaration, function.Package, function.Layers, GenerationOf(function)), function.LastModifiedTime)
    {
        IsKept = true,
        Generation = GenerationOf(function),
        Packages = Packages(function.Package, function.Layers),
        Versions = function.Versions.ToImmutableSortedDictionary(pair => pair.Key, pair => Of(pair.Value, function), StringComparer.Ordinal),
        Aliases = function.Aliases,
        AsyncConfigs = function.AsyncConfigs,
        ReservedConcurrency = function.ReservedConcurrency,
        Restriction = function.Restriction,
    };

    private CataloguedFunction Of(VersionRecord version, FunctionRecord function)
        => new(Running(version.Declaration, version.Package, version.Layers, $"{function.FunctionId}:v{version.VersionId}") with { VersionId = version.VersionId }, version.CreatedTime)
        {
            IsKept = true,
            Generation = $"{function.FunctionId}:v{version.VersionId}",
            Packages = Packages(version.Package, version.Layers),
            ReservedConcurrency = function.ReservedConcurrency,
            Restriction = function.Restriction,
        };

    private FunctionDeclaration Running(FunctionDeclaration declaration, CodePackage? package, ImmutableArray<LayerLink> layers, string generation) => declaration with
    {
        CodePath = package is not null ? code.PathOf(package) : declaration.CodeObject is { } found ? code.PathOf(found, generation) : declaration.CodePath,
        Layers = layers.IsEmpty ? declaration.Layers : [.. layers.Select(layer => code.PathOf(layer.Package))],
    };

    private static string GenerationOf(FunctionRecord function) => $"{function.FunctionId}:{function.Revision}";

    private static ImmutableArray<CodePackage> Packages(CodePackage? package, ImmutableArray<LayerLink> layers)
        => [.. (package is null ? [] : new[] { package }), .. layers.Select(layer => layer.Package)];
}
