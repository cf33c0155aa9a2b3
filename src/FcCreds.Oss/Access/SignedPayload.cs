using System.Security.Cryptography;
using FcCreds.Core.Errors;
using FcCreds.Core.Signing;

namespace FcCreds.Oss.Access;

/// <summary>
/// A body whose SHA-256 the client signed (V4 with a hash in <c>x-oss-content-sha256</c>): its end is only reached when it is that
/// body. The SDKs of OSS all sign UNSIGNED-PAYLOAD, those of AWS the hash; which error the cloud gives is unverified.
/// </summary>
internal sealed class SignedPayload(Stream body, string expected, Func<string, ServiceException> refusal) : BodyStream
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>The body as it is when its hash is not signed.</summary>
    public static Stream Of(Stream body, PresentedSignature signature)
        => signature is OssV4Signature { PayloadHash: not OssV4Signature.UnsignedPayload and var hash } ? Of(body, hash, Refused) : body;

    /// <summary>A body of the given hash; what is no hash is refused at once.</summary>
    public static SignedPayload Of(Stream body, string hash, Func<string, ServiceException> refusal)
        => hash.Length == 64 && hash.All(char.IsAsciiHexDigit) ? new(body, hash, refusal) : throw refusal(hash);

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = await body.ReadAsync(buffer, cancellationToken);
        hash.AppendData(buffer.Span[..count]);
        if (count == 0 && buffer.Length > 0 && !Convert.ToHexString(hash.GetCurrentHash()).Equals(expected, StringComparison.OrdinalIgnoreCase)) throw refusal(expected);
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) hash.Dispose();
        base.Dispose(disposing);
    }

    private static ServiceException Refused(string value)
        => OssErrors.BadArgument("The x-oss-content-sha256 is neither UNSIGNED-PAYLOAD nor the SHA-256 of the body.", "x-oss-content-sha256", value);
}
