namespace FcCreds.Fc.Api.V2;

/// <summary>
/// The operations of the FC 2.0 API (version 2016-08-15), as its client @alicloud/fc2 calls them. <c>service$function</c> is what FC 3.0 calls
/// a function of FC 2.0; a function without a service is in every service. A row without a method to run answers NotImplemented by name.
/// </summary>
internal static class Fc2Api
{
    public const string ServiceName = "{serviceName}";

    private const string Prefix = "/2016-08-15/";

    private const string Service = "services/{serviceName}";
    private const string Function = "services/{serviceName}/functions/{functionName}";

    public static readonly IReadOnlyList<FcOperation> Operations =
    [
        Post("services", "CreateService", Fc2Services.CreateAsync) with { NamedBy = "serviceName", Passes = "role" },
        Get("services", "ListServices", Fc2Services.ListAsync),
        Get(Service, "GetService", Fc2Services.GetAsync),
        Put(Service, "UpdateService", Fc2Services.UpdateAsync) with { Passes = "role" },
        Delete(Service, "DeleteService", Fc2Services.DeleteAsync),
        Post($"{Service}/functions", "CreateFunction", Fc2Functions.CreateAsync) with { NamedBy = "functionName", MaxBody = CodeInput.MaxBody },
        Get($"{Service}/functions", "ListFunctions", Fc2Functions.ListAsync),
        Get(Function, "GetFunction", Fc2Functions.GetAsync),
        Put(Function, "UpdateFunction", Fc2Functions.UpdateAsync) with { MaxBody = CodeInput.MaxBody },
        Delete(Function, "DeleteFunction", Fc2Functions.DeleteAsync),
        Get($"{Function}/code", "GetFunctionCode", Fc2Functions.GetCodeAsync),
        Post($"{Function}/invocations", "InvokeFunction", Fc2Functions.InvokeAsync),
        Post($"{Function}/triggers", "CreateTrigger", Fc2Triggers.CreateAsync) with { NamedBy = "triggerName", Passes = "invocationRole" },
        Get($"{Function}/triggers", "ListTriggers", Fc2Triggers.ListAsync),
        Get($"{Function}/triggers/{{triggerName}}", "GetTrigger", Fc2Triggers.GetAsync),
        Put($"{Function}/triggers/{{triggerName}}", "UpdateTrigger", Fc2Triggers.UpdateAsync) with { Passes = "invocationRole" },
        Delete($"{Function}/triggers/{{triggerName}}", "DeleteTrigger", Fc2Triggers.DeleteAsync),

        // A version of FC 3.0 is a function's, one of FC 2.0 a service's with all its functions: neither can stand for the other.
        Post($"{Service}/versions", "PublishServiceVersion"),
        Get($"{Service}/versions", "ListServiceVersions"),
        Delete($"{Service}/versions/{{versionId}}", "DeleteServiceVersion"),
        Post($"{Service}/aliases", "CreateAlias"),
        Get($"{Service}/aliases", "ListAliases"),
        Get($"{Service}/aliases/{{aliasName}}", "GetAlias"),
        Put($"{Service}/aliases/{{aliasName}}", "UpdateAlias"),
        Delete($"{Service}/aliases/{{aliasName}}", "DeleteAlias"),

        // FC 3.0's own operations do these.
        Get($"{Service}/tempCodeBucketToken", "GetTempCodeBucketToken"),
        Get($"{Function}/async-invoke-config", "GetFunctionAsyncInvokeConfig"),
        Put($"{Function}/async-invoke-config", "PutFunctionAsyncInvokeConfig"),
        Delete($"{Function}/async-invoke-config", "DeleteFunctionAsyncInvokeConfig"),
        Get($"{Function}/async-invoke-configs", "ListFunctionAsyncInvokeConfigs"),
        Get($"{Function}/provision-config", "GetProvisionConfig"),
        Put($"{Function}/provision-config", "PutProvisionConfig"),
        Get($"{Function}/on-demand-config", "GetFunctionOnDemandConfig"),
        Put($"{Function}/on-demand-config", "PutFunctionOnDemandConfig"),
        Delete($"{Function}/on-demand-config", "DeleteFunctionOnDemandConfig"),
        Get($"{Function}/instances", "ListInstances"),
        Post("custom-domains", "CreateCustomDomain"),
        Get("custom-domains", "ListCustomDomains"),
        Get("custom-domains/{domainName}", "GetCustomDomain"),
        Put("custom-domains/{domainName}", "UpdateCustomDomain"),
        Delete("custom-domains/{domainName}", "DeleteCustomDomain"),
        Get("layers", "ListLayers"),
        Get("layers/{layerName}/versions", "ListLayerVersions"),
        Post("layers/{layerName}/versions", "CreateLayerVersion"),
        Get("layers/{layerName}/versions/{version}", "GetLayerVersion"),
        Delete("layers/{layerName}/versions/{version}", "DeleteLayerVersion"),
        Get("layerarn/{arn}", "GetLayerVersionByArn"),
        Post("tag", "TagResource"),
        Get("tag", "GetResourceTags"),
        Delete("tag", "UntagResource"),
        Get("provision-configs", "ListProvisionConfigs"),
        Get("on-demand-configs", "ListOnDemandConfigs"),
        Get("reservedCapacities", "ListReservedCapacities"),
        Get("account-settings", "GetAccountSettings"),
    ];

    public static bool IsApiPath(string rawPath) => rawPath.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>The row for a request, with the values of the path's parameters; null when the API has none.</summary>
    public static (FcOperation Operation, IReadOnlyDictionary<string, string> Values)? Find(string method, string rawPath)
    {
        var segments = rawPath[Prefix.Length..].Split('/');
        foreach (var operation in Operations)
        {
            if (operation.Method == method && operation.Match(segments) is { } values) return (operation, values);
        }
        return null;
    }

    private static FcOperation Post(string path, string name, Func<FcCall, Task>? run = null) => new("POST", path, name, run);

    private static FcOperation Get(string path, string name, Func<FcCall, Task>? run = null) => new("GET", path, name, run);

    private static FcOperation Put(string path, string name, Func<FcCall, Task>? run = null) => new("PUT", path, name, run);

    private static FcOperation Delete(string path, string name, Func<FcCall, Task>? run = null) => new("DELETE", path, name, run);
}
