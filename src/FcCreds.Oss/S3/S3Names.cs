using System.Collections.Frozen;

namespace FcCreds.Oss.S3;

/// <summary>What OSS and S3 call the same thing: headers and the values in them.</summary>
internal static class S3Names
{
    public const string Prefix = "x-amz-";
    private const string OssPrefix = "x-oss-";
    private const string Meta = "meta-";

    /// <summary>Headers whose names differ in their prefix alone.</summary>
    private static readonly FrozenSet<string> Shared = FrozenSet.ToFrozenSet(
    [
        "copy-source", "copy-source-if-match", "copy-source-if-none-match", "copy-source-if-modified-since", "copy-source-if-unmodified-since",
        "copy-source-range", "copy-source-version-id", "delete-marker", "expiration", "metadata-directive", "request-payer", "restore",
        "server-side-encryption", "storage-class", "tagging", "tagging-count", "tagging-directive", "version-id",
    ], StringComparer.OrdinalIgnoreCase);

    /// <summary>Spoken for elsewhere: authentication, the framing of the body, and its checksums.</summary>
    private static readonly FrozenSet<string> Consumed = FrozenSet.ToFrozenSet(
    [
        "date", "content-sha256", "security-token", "decoded-content-length", "trailer", "sdk-checksum-algorithm", "user-agent", "te",
        "algorithm", "credential", "signature", "signedheaders", "expires", "api-version",
    ], StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, string> OssStorageClasses = FrozenDictionary.ToFrozenDictionary(
        [new KeyValuePair<string, string>("STANDARD", "Standard"), new("STANDARD_IA", "IA"), new("GLACIER", "Archive")], StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> S3StorageClasses = OssStorageClasses.ToFrozenDictionary(one => one.Value, one => one.Key);

    public static bool IsConsumed(string header)
        => header.StartsWith("x-amz-checksum-", StringComparison.OrdinalIgnoreCase) || Consumed.Contains(header[Prefix.Length..]);

    /// <summary>OSS's name of an S3 header; null for one that this door does not carry.</summary>
    public static string? OssHeader(string header, bool onObject)
    {
        var rest = header[Prefix.Length..].ToLowerInvariant();
        if (rest.StartsWith(Meta, StringComparison.Ordinal) || Shared.Contains(rest)) return OssPrefix + rest;
        return rest switch
        {
            "acl" => onObject ? "x-oss-object-acl" : "x-oss-acl",
            "server-side-encryption-aws-kms-key-id" => "x-oss-server-side-encryption-key-id",
            _ => null,
        };
    }

    /// <summary>S3's name of an OSS header in a reply; OSS's own where S3 has none.</summary>
    public static string S3Header(string header)
    {
        if (!header.StartsWith(OssPrefix, StringComparison.OrdinalIgnoreCase)) return header;
        var rest = header[OssPrefix.Length..];
        if (rest.Equals("server-side-encryption-key-id", StringComparison.OrdinalIgnoreCase)) return "x-amz-server-side-encryption-aws-kms-key-id";
        return rest.StartsWith(Meta, StringComparison.OrdinalIgnoreCase) || Shared.Contains(rest) ? Prefix + rest : header;
    }

    public static string OssValue(string ossHeader, string value) => ossHeader switch
    {
        "x-oss-storage-class" => OssStorageClasses.GetValueOrDefault(value, value),
        "x-oss-server-side-encryption" when value == "aws:kms" => "KMS",
        "x-oss-copy-source" => CopySource(value),
        "x-oss-tagging-directive" => value switch { "COPY" => "Copy", "REPLACE" => "Replace", _ => value },
        _ => value,
    };

    public static string S3Value(string ossHeader, string value) => ossHeader switch
    {
        "x-oss-storage-class" => S3StorageClass(value),
        "x-oss-server-side-encryption" when value == "KMS" => "aws:kms",
        _ => value,
    };

    /// <summary>AWSSDK.S3 encodes the slashes too (4.0.104).</summary>
    private static string CopySource(string value)
    {
        const string Slash = "%2F";
        if (value.StartsWith(Slash, StringComparison.OrdinalIgnoreCase)) value = value[Slash.Length..];
        if (value.AsSpan().TrimStart('/').Contains('/')) return value;
        var at = value.IndexOf(Slash, StringComparison.OrdinalIgnoreCase);
        return at < 0 ? value : $"{value[..at]}/{value[(at + Slash.Length)..]}";
    }

    /// <summary>The classes that OSS documents a counterpart for; the others keep their names.</summary>
    public static string S3StorageClass(string name) => S3StorageClasses.GetValueOrDefault(name, name);
}
