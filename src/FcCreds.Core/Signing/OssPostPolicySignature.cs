namespace FcCreds.Core.Signing;

/// <summary>Signatures over the base64 policy of a PostObject form.</summary>
internal static class OssPostPolicySignature
{
    public static string SignV1(string base64Policy, string accessKeySecret) => Mac.Sha1Base64(accessKeySecret, base64Policy);

    public static string SignV4(string base64Policy, OssV4Scope scope, string accessKeySecret) => scope.Sign(accessKeySecret, base64Policy);
}
