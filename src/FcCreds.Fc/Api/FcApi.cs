namespace FcCreds.Fc.Api;

/// <summary>Every operation of the FC 3.0 API (version 2023-03-30, as its SDK 4.7.6 lists them). A row without a method to run answers NotImplemented by name.</summary>
internal static class FcApi
{
    private const string Version = "2023-03-30";

    public static readonly IReadOnlyList<FcOperation> Operations =
    [
        Post("functions", "CreateFunction", Functions.CreateAsync) with { NamedBy = "functionName", Passes = "role", MaxBody = CodeInput.MaxBody },
        Get("functions", "ListFunctions", Functions.ListAsync),
        Get("functions/{functionName}", "GetFunction", Functions.GetAsync),
        Put("functions/{functionName}", "UpdateFunction", Functions.UpdateAsync) with { Passes = "role", MaxBody = CodeInput.MaxBody },
        Delete("functions/{functionName}", "DeleteFunction", Functions.DeleteAsync),
        Post("functions/{functionName}/aliases", "CreateAlias", FunctionAliases.CreateAsync) with { NamedBy = "aliasName" },
        Get("functions/{functionName}/aliases", "ListAliases", FunctionAliases.ListAsync),
        Get("functions/{functionName}/aliases/{aliasName}", "GetAlias", FunctionAliases.GetAsync),
        Put("functions/{functionName}/aliases/{aliasName}", "UpdateAlias", FunctionAliases.UpdateAsync),
        Delete("functions/{functionName}/aliases/{aliasName}", "DeleteAlias", FunctionAliases.DeleteAsync),
        Get("functions/{functionName}/async-invoke-config", "GetAsyncInvokeConfig", AsyncConfigs.GetAsync) with { Action = "fc:GetFunctionAsyncInvokeConfig" },
        Put("functions/{functionName}/async-invoke-config", "PutAsyncInvokeConfig", AsyncConfigs.PutAsync) with { Action = "fc:PutFunctionAsyncInvokeConfig" },
        Delete("functions/{functionName}/async-invoke-config", "DeleteAsyncInvokeConfig", AsyncConfigs.DeleteAsync) with { Action = "fc:DeleteFunctionAsyncInvokeConfig" },
        Get("functions/{functionName}/async-tasks", "ListAsyncTasks", AsyncTaskList.ListAsync),
        Get("functions/{functionName}/async-tasks/{taskId}", "GetAsyncTask", AsyncTaskList.GetAsync),
        Put("functions/{functionName}/async-tasks/{taskId}/stop", "StopAsyncTask", AsyncTaskList.StopAsync),
        Get("functions/{functionName}/code", "GetFunctionCode", Functions.GetCodeAsync),
        Get("functions/{functionName}/concurrency", "GetConcurrencyConfig", FunctionLimits.GetConcurrencyAsync),
        Put("functions/{functionName}/concurrency", "PutConcurrencyConfig", FunctionLimits.PutConcurrencyAsync),
        Delete("functions/{functionName}/concurrency", "DeleteConcurrencyConfig", FunctionLimits.DeleteConcurrencyAsync),
        Get("functions/{functionName}/instances", "ListInstances", FunctionInstances.ListAsync),
        Post("functions/{functionName}/invocations", "InvokeFunction", InvokeFunction.RunAsync),
        Post("functions/{functionName}/invoke/disable", "DisableFunctionInvocation", FunctionLimits.DisableAsync),
        Post("functions/{functionName}/invoke/enable", "EnableFunctionInvocation", FunctionLimits.EnableAsync),
        Get("functions/{functionName}/provision-config", "GetProvisionConfig", KeptConfigs.Provision.GetAsync) with { State = FcOperation.Stored },
        Put("functions/{functionName}/provision-config", "PutProvisionConfig", KeptConfigs.Provision.PutAsync) with { State = FcOperation.Stored },
        Delete("functions/{functionName}/provision-config", "DeleteProvisionConfig", KeptConfigs.Provision.DeleteAsync) with { State = FcOperation.Stored },
        Get("functions/{functionName}/scaling-config", "GetScalingConfig", KeptConfigs.Scaling.GetAsync) with { State = FcOperation.Stored },
        Put("functions/{functionName}/scaling-config", "PutScalingConfig", KeptConfigs.Scaling.PutAsync) with { State = FcOperation.Stored },
        Delete("functions/{functionName}/scaling-config", "DeleteScalingConfig", KeptConfigs.Scaling.DeleteAsync) with { State = FcOperation.Stored },
        Post("functions/{functionName}/sessions", "CreateSession"),
        Get("functions/{functionName}/sessions", "ListSessions"),
        Get("functions/{functionName}/sessions/{sessionId}", "GetSession"),
        Put("functions/{functionName}/sessions/{sessionId}", "UpdateSession"),
        Delete("functions/{functionName}/sessions/{sessionId}", "DeleteSession"),
        Put("functions/{functionName}/sessions/{sessionId}/pause", "PauseSession"),
        Put("functions/{functionName}/sessions/{sessionId}/resume", "ResumeSession"),
        Post("functions/{functionName}/triggers", "CreateTrigger", FunctionTriggers.CreateAsync) with { NamedBy = "triggerName", Passes = "invocationRole" },
        Get("functions/{functionName}/triggers", "ListTriggers", FunctionTriggers.ListAsync),
        Get("functions/{functionName}/triggers/{triggerName}", "GetTrigger", FunctionTriggers.GetAsync),
        Put("functions/{functionName}/triggers/{triggerName}", "UpdateTrigger", FunctionTriggers.UpdateAsync) with { Passes = "invocationRole" },
        Delete("functions/{functionName}/triggers/{triggerName}", "DeleteTrigger", FunctionTriggers.DeleteAsync),
        Post("functions/{functionName}/versions", "PublishFunctionVersion", FunctionVersions.PublishAsync),
        Get("functions/{functionName}/versions", "ListFunctionVersions", FunctionVersions.ListAsync),
        Delete("functions/{functionName}/versions/{versionId}", "DeleteFunctionVersion", FunctionVersions.DeleteAsync),
        Post("functions/{functionName}/vpc-bindings", "CreateVpcBinding", VpcBindings.CreateAsync) with { State = FcOperation.Stored },
        Get("functions/{functionName}/vpc-bindings", "ListVpcBindings", VpcBindings.ListAsync) with { State = FcOperation.Stored },
        Delete("functions/{functionName}/vpc-bindings/{vpcId}", "DeleteVpcBinding", VpcBindings.DeleteAsync) with { State = FcOperation.Stored },
        Get("async-invoke-configs", "ListAsyncInvokeConfigs", AsyncConfigs.ListAsync) with { Action = "fc:ListFunctionAsyncInvokeConfigs" },
        Get("concurrency-configs", "ListConcurrencyConfigs", FunctionLimits.ListConcurrencyAsync),
        Post("custom-domains", "CreateCustomDomain", DomainOperations.CreateAsync) with { NamedBy = "domainName" },
        Get("custom-domains", "ListCustomDomains", DomainOperations.ListAsync),
        Get("custom-domains/{domainName}", "GetCustomDomain", DomainOperations.GetAsync),
        Put("custom-domains/{domainName}", "UpdateCustomDomain", DomainOperations.UpdateAsync),
        Delete("custom-domains/{domainName}", "DeleteCustomDomain", DomainOperations.DeleteAsync),
        Get("layerarn/{arn}", "GetLayerVersionByArn", Layers.GetVersionByArnAsync),
        Get("layers", "ListLayers", Layers.ListAsync),
        Put("layers/{layerName}/acl", "PutLayerACL", Layers.PutAclAsync) with { State = FcOperation.Stored },
        Post("layers/{layerName}/versions", "CreateLayerVersion", Layers.CreateVersionAsync) with { MaxBody = CodeInput.MaxBody },
        Get("layers/{layerName}/versions", "ListLayerVersions", Layers.ListVersionsAsync),
        Get("layers/{layerName}/versions/{version}", "GetLayerVersion", Layers.GetVersionAsync),
        Delete("layers/{layerName}/versions/{version}", "DeleteLayerVersion", Layers.DeleteVersionAsync),
        Get("provision-configs", "ListProvisionConfigs", KeptConfigs.Provision.ListAsync) with { State = FcOperation.Stored },
        Get("regions", "DescribeRegions", Regions.DescribeAsync),
        Put("resource-groups", "ChangeResourceGroup"),
        Get("scaling-configs", "ListScalingConfigs", KeptConfigs.Scaling.ListAsync) with { State = FcOperation.Stored },
        Post("tags-v2", "TagResources", ResourceTags.TagAsync),
        Get("tags-v2", "ListTagResources", ResourceTags.ListAsync),
        Delete("tags-v2", "UntagResources", ResourceTags.UntagAsync),
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
        .Select(operation => new FcCoverage("fc", operation.Name, operation.Level, operation.Run is null ? "none" : operation.State, operation.Run is null ? "none" : "sdk"));

    private static FcOperation Post(string path, string name, Func<FcCall, Task>? run = null) => new("POST", path, name, run);

    private static FcOperation Get(string path, string name, Func<FcCall, Task>? run = null) => new("GET", path, name, run);

    private static FcOperation Put(string path, string name, Func<FcCall, Task>? run = null) => new("PUT", path, name, run);

    private static FcOperation Delete(string path, string name, Func<FcCall, Task>? run = null) => new("DELETE", path, name, run);
}
