using System.Security.Cryptography;
using FcCreds.Core.Errors;
using FcCreds.Core.Signing;

namespace FcCreds.Oss.Access;

/// <summary>
/// A body whose SHA-256 the client signed (V4 with a hash in <c>x-oss-content-sha256</c>): its end is only reached when it is that
/// body. The SDKs all sign UNSIGNED-PAYLOAD; which error the cloud gives is unverified.
/// </summary>
internal sealed class SignedPayload(Stream body, string expected) : Stream
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>The body as it is when its hash is not signed.</summary>
    public static Stream Of(Stream body, PresentedSignature signature)
    {
        if (signature is not OssV4Signature { PayloadHash: not OssV4Signature.UnsignedPayload and var hash }) return body;
        return hash.Length == 64 && hash.All(char.IsAsciiHexDigit) ? new SignedPayload(body, hash) : throw Refused(hash);
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = await body.ReadAsync(buffer, cancellationToken);
        hash.AppendData(buffer.Span[..count]);
        if (count == 0 && buffer.Length > 0 && !Convert.ToHexString(hash.GetCurrentHash()).Equals(expected, StringComparison.OrdinalIgnoreCase)) throw Refused(expected);
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) hash.Dispose();
        base.Dispose(disposing);
    }

    private static ServiceException Refused(string value)
        => OssErrors.BadArgument("The x-oss-content-sha256 is neither UNSIGNED-PAYLOAD nor the SHA-256 of the body.", "x-oss-content-sha256", value);
}
