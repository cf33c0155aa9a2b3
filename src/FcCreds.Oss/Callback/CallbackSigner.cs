using System.Security.Cryptography;
using System.Text;
using FcCreds.Oss.Addressing;

namespace FcCreds.Oss.Callback;

/// <summary>
/// Signs callbacks as OSS does: RSA with MD5 over the decoded path, the query and the body. Applications fetch the public key from the
/// URL in <c>x-oss-pub-key-url</c>, after looking whether it begins as the cloud's does.
/// </summary>
internal sealed class CallbackSigner(RSA key, Uri publicKeyUrl)
{
    /// <summary>Where the cloud publishes its key; applications check this beginning ("Callback").</summary>
    public const string CloudHost = "gosspublic.alicdn.com";

    public static readonly Uri CloudUrl = new($"https://{CloudHost}/callback_pub_key_v1.pem");

    public string PublicKeyPem => key.ExportSubjectPublicKeyInfoPem();

    /// <summary>For <c>x-oss-pub-key-url</c>.</summary>
    public string PublicKeyUrl => Convert.ToBase64String(Encoding.UTF8.GetBytes(publicKeyUrl.OriginalString));

    /// <summary>For <c>authorization</c>.</summary>
    public string Sign(Uri url, string body)
    {
        var signed = $"{EncodedName.Decode(url.AbsolutePath)}{url.Query}\n{body}";
        // The algorithm is the cloud's, and what applications verify with.
#pragma warning disable CA5351
        return Convert.ToBase64String(key.SignData(Encoding.UTF8.GetBytes(signed), HashAlgorithmName.MD5, RSASignaturePadding.Pkcs1));
#pragma warning restore CA5351
    }
}
