using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using FcCreds.Core.Signing;

namespace FcCreds.Oss.S3;

/// <summary>
/// The content inside an aws-chunked body: <c>size;chunk-signature=…</c>, the bytes, and after the last chunk trailing headers. Its
/// end is only reached when every signature and the announced length are right, so nothing is committed before.
/// </summary>
internal sealed class AwsChunkedBody(Stream wire, long length, AwsChunkSigner? signer, bool hasTrailer) : BodyStream
{
    private const string SignatureMark = "chunk-signature=";
    private const string TrailerSignature = "x-amz-trailer-signature";
    private const int MaxLine = 8 * 1024;

    private readonly ChunkLines lines = new(wire, MaxLine);
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly Dictionary<string, string> trailers = new(StringComparer.OrdinalIgnoreCase);
    private string? signature;
    private long left;
    private long read;
    private bool isInChunk;
    private bool hasEnded;

    /// <summary>A trailing header; known once the end was reached.</summary>
    public string? Trailer(string name) => trailers.GetValueOrDefault(name);

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (hasEnded || buffer.Length == 0) return 0;
        if (!isInChunk) await OpenChunkAsync(cancellationToken);
        if (left == 0)
        {
            await EndAsync(cancellationToken);
            return 0;
        }
        var count = await lines.ReadAsync(buffer[..(int)Math.Min(buffer.Length, left)], cancellationToken);
        if (count == 0) throw OssErrors.IncompleteBody.With();
        if (signer is not null) hash.AppendData(buffer.Span[..count]);
        left -= count;
        read += count;
        if (left == 0) await CloseChunkAsync(cancellationToken);
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) hash.Dispose();
        base.Dispose(disposing);
    }

    private async ValueTask OpenChunkAsync(CancellationToken ct)
    {
        var line = await lines.ReadLineAsync(ct);
        var semicolon = line.IndexOf(';', StringComparison.Ordinal);
        var size = semicolon < 0 ? line : line[..semicolon];
        if (!long.TryParse(size, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out left) || left < 0) throw OssErrors.BrokenChunk.With();
        if (read + left > length) throw OssErrors.IncompleteBody.With();
        var extension = semicolon < 0 ? "" : line[(semicolon + 1)..].Trim();
        signature = extension.StartsWith(SignatureMark, StringComparison.Ordinal) ? extension[SignatureMark.Length..] : null;
        isInChunk = true;
    }

    private async ValueTask CloseChunkAsync(CancellationToken ct)
    {
        CheckChunk();
        if ((await lines.ReadLineAsync(ct)).Length > 0) throw OssErrors.BrokenChunk.With();
        isInChunk = false;
    }

    private async ValueTask EndAsync(CancellationToken ct)
    {
        CheckChunk();
        var canonical = new StringBuilder();
        string? trailerSignature = null;
        // Clients disagree about the empty line at the end: some leave it out, some send two.
        while (await lines.TryReadLineAsync(ct) is { } line)
        {
            if (line.Length == 0) continue;
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0 || !hasTrailer) throw OssErrors.BrokenChunk.With();
            var (name, value) = (line[..colon].Trim().ToLowerInvariant(), line[(colon + 1)..].Trim());
            if (name == TrailerSignature)
            {
                trailerSignature = value;
                continue;
            }
            trailers[name] = value;
            canonical.Append(name).Append(':').Append(value).Append('\n');
        }
        if (signer is not null && hasTrailer) Compare(signer.SignTrailer(Mac.HashHex(canonical.ToString())), trailerSignature);
        if (read != length) throw OssErrors.IncompleteBody.With();
        hasEnded = true;
    }

    private void CheckChunk()
    {
        if (signer is not null) Compare(signer.SignChunk(Convert.ToHexStringLower(hash.GetHashAndReset())), signature);
    }

    private static void Compare(string expected, string? provided)
    {
        if (provided is null || !Mac.AreEqual(expected, provided)) throw OssErrors.AwsChunkSignatureDoesNotMatch.With();
    }
}
