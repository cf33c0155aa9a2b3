using System.Globalization;
using FcCreds.Core.Sessions;
using FcCreds.Fc.Runtimes;

namespace FcCreds.Fc.Instances;

/// <summary>The complete environment of an instance: nothing of the developer's own gets in but how to find programs and the locale.</summary>
internal static class InstanceEnvironment
{
    private static readonly string[] Inherited = ["LANG", "LC_ALL", "LC_CTYPE"];

    /// <summary>Variables whose entries name folders; in them <c>/code</c> and <c>/opt</c> mean the folders that stand for them here.</summary>
    private static readonly string[] PathLists = ["PATH", "PYTHONPATH", "NODE_PATH", "CLASSPATH", "LD_LIBRARY_PATH"];

    public static Dictionary<string, string> For(InstancePlan plan, FcOptions options)
    {
        var function = plan.Function;
        var variables = Basics(plan);
        var paths = new CloudPaths(function);
        foreach (var (name, value) in function.EnvironmentVariables)
        {
            variables[name] = PathLists.Contains(name) ? paths.ListHere(value) : value;
        }
        AddFunction(variables, plan);
        if (plan.Credentials is { } credentials) AddCredentials(variables, credentials, options.MirrorOssVariables);
        if (plan.Port is { } port) variables["FC_SERVER_PORT"] = variables["FC_CUSTOM_LISTEN_PORT"] = port.ToString(CultureInfo.InvariantCulture);
        else variables["FC_RUNTIME_API"] = plan.RuntimeApi;
        variables["_FC_RUNTIME"] = plan.Runtime.Id;
        variables["_FC_OUTPUT_MARKER"] = plan.OutputMarker;
        if (plan.Function.DebugPort is { } debugPort) variables["_FC_DEBUG_PORT"] = debugPort.ToString(CultureInfo.InvariantCulture);
        // Last: a handler that sets a proxy of its own must not reach the real cloud with emulated keys, or with real ones.
        foreach (var (name, value) in options.CaptureEnvironment()) variables[name] = value;
        return variables;
    }

    private static Dictionary<string, string> Basics(InstancePlan plan)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["PATH"] = Environment.GetEnvironmentVariable("PATH") ?? "",
            ["HOME"] = plan.Home,
            ["TZ"] = "UTC",
        };
        foreach (var (name, value) in plan.Command.Variables) variables[name] = value;
        foreach (var name in Inherited)
        {
            if (Environment.GetEnvironmentVariable(name) is { Length: > 0 } value) variables[name] = value;
        }
        return variables;
    }

    private static void AddFunction(Dictionary<string, string> variables, InstancePlan plan)
    {
        var function = plan.Function;
        variables["FC_FUNC_CODE_PATH"] = function.CodePath;
        variables["FC_ACCOUNT_ID"] = function.AccountId;
        variables["FC_FUNCTION_HANDLER"] = function.Handler;
        variables["FC_FUNCTION_MEMORY_SIZE"] = function.MemorySize.ToString(CultureInfo.InvariantCulture);
        variables["FC_FUNCTION_NAME"] = function.Name;
        variables["FC_REGION"] = function.Region;
        variables["FC_INSTANCE_ID"] = plan.InstanceId;
        variables[plan.Runtime.VersionVariable] = function.VersionId;
    }

    private static void AddCredentials(Dictionary<string, string> variables, SessionCredentials credentials, bool mirror)
    {
        variables["ALIBABA_CLOUD_ACCESS_KEY_ID"] = credentials.AccessKeyId;
        variables["ALIBABA_CLOUD_ACCESS_KEY_SECRET"] = credentials.AccessKeySecret.Value;
        variables["ALIBABA_CLOUD_SECURITY_TOKEN"] = credentials.SecurityToken.Value;
        if (!mirror) return;
        variables["OSS_ACCESS_KEY_ID"] = credentials.AccessKeyId;
        variables["OSS_ACCESS_KEY_SECRET"] = credentials.AccessKeySecret.Value;
        variables["OSS_SESSION_TOKEN"] = credentials.SecurityToken.Value;
    }
}
