using System.Globalization;
using FcCreds.Storage;

namespace FcCreds.Oss.Object;

/// <summary>What a client states of the body that it sends, for the server to check before it keeps it.</summary>
/// <param name="ContentMd5">Base64.</param>
/// <param name="Crc64">Decimal.</param>
internal sealed record StatedDigests(string? ContentMd5, string? Crc64)
{
    public const string HeaderNames = "x-oss-hash-crc64ecma";

    /// <summary>An MD5 that is none is refused before the body is read.</summary>
    public static StatedDigests Read(OssCall call)
    {
        var md5 = call.Header("Content-MD5");
        Span<byte> decoded = stackalloc byte[16];
        if (md5 is not null && !(Convert.TryFromBase64String(md5, decoded, out var count) && count == 16)) throw OssErrors.InvalidDigest.With(("ClientDigest", md5));
        return new(md5, call.Header(HeaderNames));
    }

    /// <summary>Refuses a body that is too long, or another than was stated.</summary>
    public void Check(ContentDigest digest)
    {
        if (digest.Length > ObjectUpload.MaxLength) throw OssErrors.EntityTooLarge.With();
        var md5 = Convert.ToBase64String(digest.Md5.Span);
        if (ContentMd5 is not null && ContentMd5 != md5) throw OssErrors.InvalidDigest.With(("ClientDigest", ContentMd5), ("ServerDigest", md5));
        var crc = digest.Crc64.ToString(CultureInfo.InvariantCulture);
        if (Crc64 is not null && Crc64 != crc) throw OssErrors.InvalidCRC64.With(("ClientCRC64", Crc64), ("ServerCRC64", crc));
    }
}
