using System.Globalization;
using FcCreds.Fc.State;

namespace FcCreds.Fc.Api;

/// <summary>A layer's version as the API answers it.</summary>
internal sealed record LayerModel
{
    public required string LayerName { get; init; }

    public required int Version { get; init; }

    public required string LayerVersionArn { get; init; }

    public required string Description { get; init; }

    public required string License { get; init; }

    public required IReadOnlyList<string> CompatibleRuntime { get; init; }

    public required long CodeSize { get; init; }

    public required string CodeChecksum { get; init; }

    public LayerCodeModel? Code { get; init; }

    public required string CreateTime { get; init; }

    /// <summary>0 for the account alone, 1 for everyone.</summary>
    public required string Acl { get; init; }

    public static LayerModel Of(LayerVersionRecord version, FcCall call, bool withCode) => new()
    {
        LayerName = version.LayerName,
        Version = version.Version,
        LayerVersionArn = call.Arn(string.Create(CultureInfo.InvariantCulture, $"layers/{version.LayerName}/versions/{version.Version}")),
        Description = version.Description,
        License = version.License,
        CompatibleRuntime = version.CompatibleRuntime,
        CodeSize = version.Package.Size,
        CodeChecksum = version.Package.Checksum,
        Code = withCode ? new("OSS", call.Context.Downloads.UrlOf(call, version.Package, "")) : null,
        CreateTime = FcTime.Text(version.CreateTime),
        Acl = call.Account.Layers.GetValueOrDefault(version.LayerName) is { IsPublic: true } ? "1" : "0",
    };
}

internal sealed record LayerCodeModel(string RepositoryType, string Location);

internal sealed record LayerPage(IReadOnlyList<LayerModel> Layers, string? NextToken);

internal sealed record LayerVersionPage(IReadOnlyList<LayerModel> Layers, int? NextVersion);
