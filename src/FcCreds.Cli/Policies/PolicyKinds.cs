using System.Text.Json;
using FcCreds.Core.Policy;

namespace FcCreds.Cli.Policies;

/// <summary>What a document is meant to be, as far as it shows: a trust policy names principals by type, a bucket policy lists them.</summary>
internal static class PolicyKinds
{
    public static PolicyKind Guess(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind != JsonValueKind.Object || !document.RootElement.TryGetProperty("Statement", out var statements) || statements.ValueKind != JsonValueKind.Array)
                return PolicyKind.Identity;
            foreach (var statement in statements.EnumerateArray())
            {
                if (statement.ValueKind == JsonValueKind.Object && statement.TryGetProperty("Principal", out var principal))
                    return principal.ValueKind == JsonValueKind.Object ? PolicyKind.Trust : PolicyKind.Bucket;
            }
        }
        catch (JsonException)
        {
            // The grammar tells what is wrong with it.
        }
        return PolicyKind.Identity;
    }
}
