using FcCreds.Core.Http;

namespace FcCreds.Oss.Addressing;

/// <summary>Bucket and key as they stand percent-encoded in a path or a copy source, with OSS's errors for what is no name.</summary>
internal static class EncodedName
{
    public static string Decode(ReadOnlySpan<char> encoded)
    {
        var fault = PercentEncoding.Decode(encoded, out var decoded);
        if (fault == PercentFault.BrokenTriplet) throw OssErrors.InvalidURI.With();
        if (fault == PercentFault.NotUtf8 || decoded.Contains('\0', StringComparison.Ordinal)) throw OssErrors.InvalidObjectName.With();
        return decoded;
    }
}
