namespace FcCreds.Core.Signing;

/// <summary>The AWS V4 signature over the base64 policy of a form that an S3 client made.</summary>
internal sealed class AwsPostPolicySignature : PresentedSignature
{
    /// <summary>The policy as the form holds it.</summary>
    public required string Policy { get; init; }

    public required AwsV4Scope Scope { get; init; }

    public override string StringToSign => Policy;

    public override bool IsMadeWith(string accessKeySecret)
        => Mac.AreEqual(Provided, Convert.ToHexStringLower(Mac.Sha256(Scope.DeriveKey(accessKeySecret), Policy)));
}
