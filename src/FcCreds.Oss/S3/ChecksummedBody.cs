
namespace FcCreds.Oss.S3;

/// <summary>A body that must have the checksum its client announced, in a header or, at its end, in a trailer.</summary>
internal sealed class ChecksummedBody(Stream body, BodyChecksum checksum, string header, Func<string?> announced) : BodyStream
{
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = await body.ReadAsync(buffer, cancellationToken);
        checksum.Append(buffer.Span[..count]);
        if (count > 0 || buffer.Length == 0) return count;
        var (client, server) = (announced() ?? "", checksum.Base64());
        return client == server ? 0 : throw OssErrors.InvalidDigest.Saying($"The {header} you specified did not match what we received.", ("ClientDigest", client), ("ServerDigest", server));
    }
}
