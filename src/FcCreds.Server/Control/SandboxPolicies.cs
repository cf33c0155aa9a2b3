using System.Text.Json;
using FcCreds.Core.Policy;
using FcCreds.Identity.Ram;

namespace FcCreds.Server.Control;

/// <summary>A sandbox's roles with their policies and trust.</summary>
internal static class SandboxPolicies
{
    private static readonly JsonWriterOptions Compact = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static RoleDeclaration Role(SandboxRole role, string accountId, IReadOnlyDictionary<string, string> buckets)
    {
        if (!RoleArn.IsRoleName(role.Name)) throw RoleCredentials.InvalidParameter.Saying($"'{role.Name}' is no role name: up to 64 letters, digits, '.', '-' and '_'.");
        if (role.Policy is null && role.Allow.Count == 0) throw RoleCredentials.InvalidParameter.Saying($"The role '{role.Name}' allows nothing; name actions such as oss:PutObject, or give a policy.");
        var parse = PolicyDocument.Parse(role.Policy?.GetRawText() ?? Json(role, buckets), PolicyKind.Identity);
        return new()
        {
            RoleName = role.Name,
            Trust = TrustPolicies.For([TrustPolicies.FunctionCompute], [$"acs:ram::{accountId}:root"]),
            Policies = [new("inline", "Inline", parse.Document ?? throw RoleCredentials.InvalidParameter.Saying($"The policy of role '{role.Name}': {parse}"))],
        };
    }

    private static string Json(SandboxRole role, IReadOnlyDictionary<string, string> buckets)
    {
        using var json = new MemoryStream();
        using (var writer = new Utf8JsonWriter(json, Compact))
        {
            writer.WriteStartObject();
            writer.WriteString("Version", "1");
            writer.WriteStartArray("Statement");
            writer.WriteStartObject();
            writer.WriteString("Effect", "Allow");
            Write(writer, "Action", role.Allow);
            Write(writer, "Resource", role.Resources.Count == 0 ? ["*"] : role.Resources.Select(resource => Arn(resource, buckets)));
            writer.WriteEndObject();
            writer.WriteEndArray();
            writer.WriteEndObject();
        }
        return System.Text.Encoding.UTF8.GetString(json.ToArray());
    }

    private static void Write(Utf8JsonWriter writer, string name, IEnumerable<string> values)
    {
        writer.WriteStartArray(name);
        foreach (var value in values) writer.WriteStringValue(value);
        writer.WriteEndArray();
    }

    private static string Arn(string resource, IReadOnlyDictionary<string, string> buckets)
    {
        if (resource == "*" || resource.StartsWith("acs:", StringComparison.Ordinal)) return resource;
        var slash = resource.IndexOf('/', StringComparison.Ordinal);
        var name = slash < 0 ? resource : resource[..slash];
        return buckets.TryGetValue(name, out var bucket)
            ? $"acs:oss:*:*:{bucket}{resource[name.Length..]}"
            : throw RoleCredentials.InvalidParameter.Saying($"The resource '{resource}' is no ARN and names no bucket of the sandbox ({string.Join(", ", buckets.Keys)}).");
    }
}
