namespace FcCreds.Fc.Api.V2;

/// <summary>
/// The operations of the FC 2.0 API (version 2016-08-15) that invoking needs. Services are told from the functions: <c>service$function</c> is
/// what FC 3.0 calls a function of FC 2.0, and a function without a service is in every service. What changes functions answers
/// NotImplemented by name; FC 3.0's API does it.
/// </summary>
internal static class Fc2Api
{
    public const string ServiceName = "{serviceName}";

    private const string Prefix = "/2016-08-15/";

    public static readonly IReadOnlyList<FcOperation> Operations =
    [
        Get("services", "ListServices", Fc2Services.ListAsync),
        Get("services/{serviceName}", "GetService", Fc2Services.GetAsync),
        Get("services/{serviceName}/functions", "ListFunctions", Fc2Functions.ListAsync),
        Get("services/{serviceName}/functions/{functionName}", "GetFunction", Fc2Functions.GetAsync),
        new("POST", "services/{serviceName}/functions/{functionName}/invocations", "InvokeFunction", Fc2Functions.InvokeAsync),
        new("POST", "services", "CreateService", null),
        new("PUT", "services/{serviceName}", "UpdateService", null),
        new("DELETE", "services/{serviceName}", "DeleteService", null),
        new("POST", "services/{serviceName}/functions", "CreateFunction", null),
        new("PUT", "services/{serviceName}/functions/{functionName}", "UpdateFunction", null),
        new("DELETE", "services/{serviceName}/functions/{functionName}", "DeleteFunction", null),
        Get("services/{serviceName}/functions/{functionName}/code", "GetFunctionCode", null),
        new("POST", "services/{serviceName}/functions/{functionName}/triggers", "CreateTrigger", null),
        Get("services/{serviceName}/functions/{functionName}/triggers", "ListTriggers", null),
        new("POST", "services/{serviceName}/versions", "PublishServiceVersion", null),
        Get("services/{serviceName}/versions", "ListServiceVersions", null),
        new("POST", "services/{serviceName}/aliases", "CreateAlias", null),
        Get("services/{serviceName}/aliases", "ListAliases", null),
        Get("custom-domains", "ListCustomDomains", null),
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

    private static FcOperation Get(string path, string name, Func<FcCall, Task>? run) => new("GET", path, name, run);
}
