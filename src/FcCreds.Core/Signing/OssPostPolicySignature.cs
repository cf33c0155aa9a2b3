namespace FcCreds.Core.Signing;

/// <summary>The signature over the base64 policy of a PostObject form, version 1 or 4.</summary>
internal sealed class OssPostPolicySignature : PresentedSignature
{
    /// <summary>The policy as the form holds it.</summary>
    public required string Policy { get; init; }

    /// <summary>Null for version 1.</summary>
    public OssV4Scope? Scope { get; init; }

    public override string StringToSign => Policy;

    public static string SignV1(string base64Policy, string accessKeySecret) => Mac.Sha1Base64(accessKeySecret, base64Policy);

    public static string SignV4(string base64Policy, OssV4Scope scope, string accessKeySecret) => scope.Sign(accessKeySecret, base64Policy);

    public override bool IsMadeWith(string accessKeySecret)
        => Mac.AreEqual(Provided, Scope is null ? SignV1(Policy, accessKeySecret) : SignV4(Policy, Scope, accessKeySecret));
}
