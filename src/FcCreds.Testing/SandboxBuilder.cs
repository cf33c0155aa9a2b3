using System.Text.Json;
using FcCreds.Server.Control;

namespace FcCreds.Testing;

/// <summary>What a sandbox shall have.</summary>
public sealed class SandboxBuilder
{
    private readonly List<SandboxRole> roles = [];
    private readonly List<string> buckets = [];

    internal SandboxBuilder()
    {
    }

    /// <summary>A role that may do these actions on everything, such as <c>oss:PutObject</c>.</summary>
    public SandboxBuilder Role(string name, params string[] allow) => Role(name, allow, []);

    /// <summary>A role that may do these actions on these resources: ARNs, or <c>photos/in/*</c> with a bucket's name in this sandbox.</summary>
    public SandboxBuilder Role(string name, string[] allow, string[] resources)
    {
        roles.Add(new() { Name = name, Allow = allow, Resources = resources });
        return this;
    }

    /// <summary>A role with a whole policy document.</summary>
    public SandboxBuilder RoleWithPolicy(string name, string policyJson)
    {
        using var policy = JsonDocument.Parse(policyJson);
        roles.Add(new() { Name = name, Policy = policy.RootElement.Clone() });
        return this;
    }

    /// <summary>A bucket; <see cref="Sandbox.Bucket"/> has the name it really got.</summary>
    public SandboxBuilder Bucket(string name)
    {
        buckets.Add(name);
        return this;
    }

    internal SandboxOrder Order() => new() { Roles = roles, Buckets = buckets.Count == 0 ? [Sandbox.DefaultBucket] : buckets };
}
