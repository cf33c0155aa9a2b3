using FcCreds.Core.Policy;
using FcCreds.Oss.Settings;

namespace FcCreds.Oss.Access;

/// <summary>What "Block public access" calls public, and whether it is blocked for a bucket: by the bucket itself or by its account.</summary>
internal static class PublicAccess
{
    /// <summary>Keys that narrow a statement for everyone to known places or people.</summary>
    private static readonly string[] Narrowing = ["acs:SourceIp", "acs:SourceVpc", "acs:SourceVpcId", "acs:SourceVpcIp", "acs:AccessId"];

    public static bool IsPublicAcl(string? acl) => acl is AccessControl.PublicRead or AccessControl.PublicReadWrite;

    public static bool IsPublic(PolicyDocument policy) => Array.Exists(policy.Statements, IsPublic);

    /// <summary>An allowance for everyone, unless a condition confines it to fixed values. Actions and resources play no part.</summary>
    public static bool IsPublic(PolicyStatement statement)
        => statement is { Effect: PolicyEffect.Allow, Principal.IsEveryone: true } && !Array.Exists(statement.Conditions, IsNarrow);

    public static async ValueTask<bool> IsBlockedAsync(OssCall call, BucketSettings settings, string ownerAccountId, CancellationToken ct)
        => BucketPublicAccessBlock.IsOn(settings) || await AccountPublicAccessBlock.IsOnAsync(call.Store, ownerAccountId, ct);

    private static bool IsNarrow(ConditionTest test)
        => !test.Operator.IsNegated && Narrowing.Contains(test.Key, StringComparer.OrdinalIgnoreCase) && Array.TrueForAll(test.Values, IsFixed);

    /// <summary>A whole address space is no fixed value, and neither is a pattern.</summary>
    private static bool IsFixed(ConditionValue value) => !value.Text.AsSpan().ContainsAny('*', '?') && !value.Text.EndsWith("/0", StringComparison.Ordinal);
}
