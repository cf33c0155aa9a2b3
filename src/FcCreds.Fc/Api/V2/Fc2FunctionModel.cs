using FcCreds.Fc.State;

namespace FcCreds.Fc.Api.V2;

/// <summary>A function as the API of FC 2.0 answers it.</summary>
internal sealed record Fc2FunctionModel
{
    public required string FunctionName { get; init; }

    public required string FunctionId { get; init; }

    public required string Description { get; init; }

    public required string Runtime { get; init; }

    public required string Handler { get; init; }

    /// <summary>Seconds.</summary>
    public required double Timeout { get; init; }

    /// <summary>MB.</summary>
    public required int MemorySize { get; init; }

    public string? Initializer { get; init; }

    /// <summary>Seconds.</summary>
    public double? InitializationTimeout { get; init; }

    public LifecycleModel? InstanceLifecycleConfig { get; init; }

    public required IReadOnlyDictionary<string, string> EnvironmentVariables { get; init; }

    public required int InstanceConcurrency { get; init; }

    /// <summary>ARNs.</summary>
    public IReadOnlyList<string>? Layers { get; init; }

    public Fc2CustomRuntimeModel? CustomRuntimeConfig { get; init; }

    public int? CaPort { get; init; }

    /// <summary>Bytes; null for code in a folder.</summary>
    public long? CodeSize { get; init; }

    public string? CodeChecksum { get; init; }

    public required string CreatedTime { get; init; }

    public required string LastModifiedTime { get; init; }

    public static Fc2FunctionModel Of(FunctionRecord function)
    {
        var declaration = function.Declaration;
        var custom = declaration.CustomRuntimeConfig;
        return new()
        {
            FunctionName = Fc2Service.ShortName(declaration.Name),
            FunctionId = function.FunctionId,
            Description = declaration.Description,
            Runtime = declaration.Runtime,
            Handler = declaration.Handler,
            Timeout = declaration.Timeout.TotalSeconds,
            MemorySize = declaration.MemorySize,
            Initializer = declaration.Initializer?.Handler,
            InitializationTimeout = declaration.Initializer?.Timeout.TotalSeconds,
            InstanceLifecycleConfig = declaration.PreStop is { } preStop ? new(null, HookModel.Of(preStop)) : null,
            EnvironmentVariables = declaration.EnvironmentVariables,
            InstanceConcurrency = declaration.InstanceConcurrency,
            Layers = function.Layers.IsEmpty ? null : [.. function.Layers.Select(layer => layer.Arn)],
            CustomRuntimeConfig = custom is { Command.Count: > 0 } or { Args.Count: > 0 } ? new(custom.Command, custom.Args) : null,
            CaPort = custom?.Port,
            CodeSize = function.Package?.Size,
            CodeChecksum = function.Package?.Checksum,
            CreatedTime = FcTime.Text(function.CreatedTime),
            LastModifiedTime = FcTime.Text(function.LastModifiedTime),
        };
    }
}

internal sealed record Fc2CustomRuntimeModel(IReadOnlyList<string> Command, IReadOnlyList<string> Args);

internal sealed record Fc2FunctionPage(IReadOnlyList<Fc2FunctionModel> Functions, string? NextToken);
