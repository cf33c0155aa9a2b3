using System.Security.Cryptography;
using System.Text;
using FcCreds.Storage;

namespace FcCreds.Oss.Multipart;

/// <summary>What is known of an object that is joined from parts.</summary>
/// <param name="ETag">Without quotes.</param>
/// <param name="Crc64">Combined from the parts' own; nothing is read again.</param>
/// <param name="ContentMd5">Base64; only a sequential upload has one, as if the content had come in one piece.</param>
internal sealed record JoinedParts(string ETag, ulong? Crc64, string? ContentMd5)
{
    public static async ValueTask<JoinedParts> OfAsync(IObjectStore store, Upload upload, IReadOnlyList<ObjectVersion> parts, CancellationToken ct)
    {
        if (!upload.IsSequential) return new(ETagOf(parts), CrcOf(parts), null);
        if (Parts.Number(parts[^1]) != parts.Count) throw OssErrors.PartNotSequential.With();
        return new(ETagOf(parts), CrcOf(parts), await Md5OfAsync(store, parts, ct));
    }

    /// <summary>The MD5 of the parts' ETags as text, not as bytes like S3's: the Java SDK's tests compute it so.</summary>
    private static string ETagOf(IReadOnlyList<ObjectVersion> parts)
        => $"{Convert.ToHexString(MD5.HashData(Encoding.ASCII.GetBytes(string.Concat(parts.Select(part => part.Description.ETag)))))}-{parts.Count}";

    private static ulong? CrcOf(IReadOnlyList<ObjectVersion> parts)
    {
        var crc = 0UL;
        foreach (var part in parts)
        {
            if (part.Description.Crc64 is not { } own) return null;
            crc = Core.Checksums.Crc64.Combine(crc, own, part.Length);
        }
        return crc;
    }

    private static async ValueTask<string> Md5OfAsync(IObjectStore store, IReadOnlyList<ObjectVersion> parts, CancellationToken ct)
    {
        using var md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
        var block = new byte[128 * 1024];
        foreach (var part in parts)
        {
            await using var content = await store.OpenReadAsync(part, 0, part.Length, ct);
            while (await content.ReadAsync(block, ct) is > 0 and var count) md5.AppendData(block, 0, count);
        }
        return Convert.ToBase64String(md5.GetHashAndReset());
    }
}
