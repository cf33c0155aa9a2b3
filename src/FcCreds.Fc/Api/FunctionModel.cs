namespace FcCreds.Fc.Api;

/// <summary>A function as GetFunction and ListFunctions answer it; what a local function has no value for is left out.</summary>
internal sealed record FunctionModel
{
    public required string FunctionName { get; init; }

    public required string FunctionArn { get; init; }

    public required string Runtime { get; init; }

    public required string Handler { get; init; }

    public required string Description { get; init; }

    public string? Role { get; init; }

    /// <summary>Seconds.</summary>
    public required double Timeout { get; init; }

    /// <summary>MB.</summary>
    public required int MemorySize { get; init; }

    public required IReadOnlyDictionary<string, string> EnvironmentVariables { get; init; }

    public LifecycleModel? InstanceLifecycleConfig { get; init; }

    public int InstanceConcurrency { get; init; } = 1;

    public string State { get; init; } = "Active";

    public string LastUpdateStatus { get; init; } = "Successful";

    public required string CreatedTime { get; init; }

    public required string LastModifiedTime { get; init; }

    public static FunctionModel Of(CataloguedFunction function)
    {
        var declaration = function.Declaration;
        var time = function.DeclaredAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
        return new()
        {
            FunctionName = declaration.Name,
            FunctionArn = declaration.Arn,
            Runtime = declaration.Runtime,
            Handler = declaration.Handler,
            Description = declaration.Description,
            Role = declaration.RoleArn,
            Timeout = declaration.Timeout.TotalSeconds,
            MemorySize = declaration.MemorySize,
            EnvironmentVariables = declaration.EnvironmentVariables,
            InstanceLifecycleConfig = declaration.Initializer is { } initializer ? new(new(initializer.Handler, initializer.Timeout.TotalSeconds)) : null,
            CreatedTime = time,
            LastModifiedTime = time,
        };
    }
}

internal sealed record LifecycleModel(HookModel Initializer);

internal sealed record HookModel(string Handler, double Timeout);

internal sealed record FunctionPage(IReadOnlyList<FunctionModel> Functions, string? NextToken);
