using FcCreds.Core.Policy;

namespace FcCreds.Identity.Ram;

/// <summary>Trust documents for the usual cases.</summary>
internal static class TrustPolicies
{
    /// <summary>The service that assumes a function's role.</summary>
    public const string FunctionCompute = "fc.aliyuncs.com";

    public static PolicyDocument ForFunctionCompute { get; } = For([FunctionCompute], []);

    /// <summary>Trusts services (host names), RAM principals and identity providers (ARNs).</summary>
    public static PolicyDocument For(IEnumerable<string> services, IEnumerable<string> ramArns, params IEnumerable<string> providerArns)
    {
        var principals = new[] { Principal("Service", services), Principal("RAM", ramArns), Principal("Federated", providerArns) }.Where(part => part.Length > 0);
        return PolicyDocument.Known(
            $$$"""{"Version":"1","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{{{{string.Join(',', principals)}}}}}]}""",
            PolicyKind.Trust);
    }

    private static string Principal(string kind, IEnumerable<string> names)
    {
        var list = string.Join(',', names.Select(name => $"\"{name}\""));
        return list.Length == 0 ? "" : $"\"{kind}\":[{list}]";
    }
}
