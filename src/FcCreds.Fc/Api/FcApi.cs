namespace FcCreds.Fc.Api;

/// <summary>Every operation of the FC 3.0 API (version 2023-03-30, as its SDK 4.7.6 lists them). A row without a method to run answers NotImplemented by name.</summary>
internal static class FcApi
{
    private const string Version = "2023-03-30";

    public static readonly IReadOnlyList<FcOperation> Operations =
    [
        Post("functions", "CreateFunction"),
        Get("functions", "ListFunctions", ListFunctions.RunAsync),
        Get("functions/{functionName}", "GetFunction", GetFunction.RunAsync),
        Put("functions/{functionName}", "UpdateFunction"),
        Delete("functions/{functionName}", "DeleteFunction"),
        Post("functions/{functionName}/aliases", "CreateAlias"),
        Get("functions/{functionName}/aliases", "ListAliases"),
        Get("functions/{functionName}/aliases/{aliasName}", "GetAlias"),
        Put("functions/{functionName}/aliases/{aliasName}", "UpdateAlias"),
        Delete("functions/{functionName}/aliases/{aliasName}", "DeleteAlias"),
        Get("functions/{functionName}/async-invoke-config", "GetAsyncInvokeConfig"),
        Put("functions/{functionName}/async-invoke-config", "PutAsyncInvokeConfig"),
        Delete("functions/{functionName}/async-invoke-config", "DeleteAsyncInvokeConfig"),
        Get("functions/{functionName}/async-tasks", "ListAsyncTasks"),
        Get("functions/{functionName}/async-tasks/{taskId}", "GetAsyncTask"),
        Put("functions/{functionName}/async-tasks/{taskId}/stop", "StopAsyncTask"),
        Get("functions/{functionName}/code", "GetFunctionCode"),
        Get("functions/{functionName}/concurrency", "GetConcurrencyConfig"),
        Put("functions/{functionName}/concurrency", "PutConcurrencyConfig"),
        Delete("functions/{functionName}/concurrency", "DeleteConcurrencyConfig"),
        Get("functions/{functionName}/instances", "ListInstances"),
        Post("functions/{functionName}/invocations", "InvokeFunction", InvokeFunction.RunAsync),
        Post("functions/{functionName}/invoke/disable", "DisableFunctionInvocation"),
        Post("functions/{functionName}/invoke/enable", "EnableFunctionInvocation"),
        Get("functions/{functionName}/provision-config", "GetProvisionConfig"),
        Put("functions/{functionName}/provision-config", "PutProvisionConfig"),
        Delete("functions/{functionName}/provision-config", "DeleteProvisionConfig"),
        Get("functions/{functionName}/scaling-config", "GetScalingConfig"),
        Put("functions/{functionName}/scaling-config", "PutScalingConfig"),
        Delete("functions/{functionName}/scaling-config", "DeleteScalingConfig"),
        Post("functions/{functionName}/sessions", "CreateSession"),
        Get("functions/{functionName}/sessions", "ListSessions"),
        Get("functions/{functionName}/sessions/{sessionId}", "GetSession"),
        Put("functions/{functionName}/sessions/{sessionId}", "UpdateSession"),
        Delete("functions/{functionName}/sessions/{sessionId}", "DeleteSession"),
        Put("functions/{functionName}/sessions/{sessionId}/pause", "PauseSession"),
        Put("functions/{functionName}/sessions/{sessionId}/resume", "ResumeSession"),
        Post("functions/{functionName}/triggers", "CreateTrigger"),
        Get("functions/{functionName}/triggers", "ListTriggers"),
        Get("functions/{functionName}/triggers/{triggerName}", "GetTrigger"),
        Put("functions/{functionName}/triggers/{triggerName}", "UpdateTrigger"),
        Delete("functions/{functionName}/triggers/{triggerName}", "DeleteTrigger"),
        Post("functions/{functionName}/versions", "PublishFunctionVersion"),
        Get("functions/{functionName}/versions", "ListFunctionVersions"),
        Delete("functions/{functionName}/versions/{versionId}", "DeleteFunctionVersion"),
        Post("functions/{functionName}/vpc-bindings", "CreateVpcBinding"),
        Get("functions/{functionName}/vpc-bindings", "ListVpcBindings"),
        Delete("functions/{functionName}/vpc-bindings/{vpcId}", "DeleteVpcBinding"),
        Get("async-invoke-configs", "ListAsyncInvokeConfigs"),
        Get("concurrency-configs", "ListConcurrencyConfigs"),
        Post("custom-domains", "CreateCustomDomain"),
        Get("custom-domains", "ListCustomDomains"),
        Get("custom-domains/{domainName}", "GetCustomDomain"),
        Put("custom-domains/{domainName}", "UpdateCustomDomain"),
        Delete("custom-domains/{domainName}", "DeleteCustomDomain"),
        Get("layerarn/{arn}", "GetLayerVersionByArn"),
        Get("layers", "ListLayers"),
        Put("layers/{layerName}/acl", "PutLayerACL"),
        Post("layers/{layerName}/versions", "CreateLayerVersion"),
        Get("layers/{layerName}/versions", "ListLayerVersions"),
        Get("layers/{layerName}/versions/{version}", "GetLayerVersion"),
        Delete("layers/{layerName}/versions/{version}", "DeleteLayerVersion"),
        Get("provision-configs", "ListProvisionConfigs"),
        Get("regions", "DescribeRegions"),
        Put("resource-groups", "ChangeResourceGroup"),
        Get("scaling-configs", "ListScalingConfigs"),
        Post("tags-v2", "TagResources"),
        Get("tags-v2", "ListTagResources"),
        Delete("tags-v2", "UntagResources"),
    ];

    public static bool IsApiPath(string rawPath) => rawPath.StartsWith($"/{Version}/", StringComparison.Ordinal);

    /// <summary>The row for a request, with the values of the path's parameters; null when the API has none.</summary>
    public static (FcOperation Operation, IReadOnlyDictionary<string, string> Values)? Find(string method, string rawPath)
    {
        if (!IsApiPath(rawPath)) return null;
        var segments = rawPath[(Version.Length + 2)..].Split('/');
        foreach (var operation in Operations)
        {
            if (operation.Method == method && operation.Match(segments) is { } values) return (operation, values);
        }
        return null;
    }

    /// <summary>For <c>fccreds coverage</c>.</summary>
    public static IEnumerable<FcCoverage> Coverage() => Operations
        .OrderBy(operation => operation.Name, StringComparer.Ordinal)
        .Select(operation => new FcCoverage("fc", operation.Name, operation.Level, operation.Run is null ? "none" : "enforced", operation.Run is null ? "none" : "sdk"));

    private static FcOperation Post(string path, string name, Func<FcCall, Task>? run = null) => new("POST", path, name, run);

    private static FcOperation Get(string path, string name, Func<FcCall, Task>? run = null) => new("GET", path, name, run);

    private static FcOperation Put(string path, string name, Func<FcCall, Task>? run = null) => new("PUT", path, name, run);

    private static FcOperation Delete(string path, string name, Func<FcCall, Task>? run = null) => new("DELETE", path, name, run);
}
