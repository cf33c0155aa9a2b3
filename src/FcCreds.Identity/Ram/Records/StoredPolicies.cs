using FcCreds.Core.Policy;

namespace FcCreds.Identity.Ram.Records;

/// <summary>Documents that were checked when they were stored.</summary>
internal static class StoredPolicies
{
    private static readonly PolicyDocument DenyAll = PolicyDocument.Known("""{"Version":"1","Statement":[{"Effect":"Deny","Action":"*","Resource":"*"}]}""");

    private static readonly PolicyDocument TrustNobody = PolicyDocument.Known(
        """{"Version":"1","Statement":[{"Effect":"Deny","Action":"*","Principal":{"RAM":["*"]}}]}""", PolicyKind.Trust);

    /// <summary>One that a later, stricter grammar cannot read denies everything: what it forbade must stay forbidden.</summary>
    public static PolicyDocument Read(string json, PolicyKind kind)
        => PolicyDocument.Parse(json, kind).Document ?? (kind == PolicyKind.Trust ? TrustNobody : DenyAll);
}
