using FcCreds.Core.Http;

namespace FcCreds.Oss.Addressing;

internal enum OssLevel { Service, Bucket, Object }

/// <summary>The bucket and object key that a request is about; empty where it names none.</summary>
internal sealed record OssAddress(string Bucket, string Key)
{
    public static readonly OssAddress None = new("", "");

    /// <summary>Region of the endpoint that was addressed, when it is one of the cloud's.</summary>
    public string? Region { get; init; }

    /// <summary>
    /// A second reading. ali-oss with <c>sldEnable</c> and an IP endpoint puts the bucket into Host <em>and</em> path (6.23), so
    /// <c>/bkt/a</c> may mean the key <c>bkt/a</c> or the key <c>a</c>; only the signature tells.
    /// </summary>
    public OssAddress? Alternative { get; init; }

    public OssLevel Level => Key.Length > 0 ? OssLevel.Object : Bucket.Length > 0 ? OssLevel.Bucket : OssLevel.Service;

    /// <summary><c>oss://bucket/key</c>, as the journal shows it.</summary>
    public string Resource => Key.Length > 0 ? $"oss://{Bucket}/{Key}" : Bucket.Length > 0 ? $"oss://{Bucket}" : "oss://";

    public static OssAddress Read(WireRequest wire, OssHost host, bool loose)
    {
        var path = wire.RawPath;
        if (!path.StartsWith('/')) throw OssErrors.InvalidURI.With(("URI", path));
        if (host.Kind == OssHostKind.Unknown && !loose) throw OssErrors.NonStandardHostForbidden.With();
        if (host.Kind != OssHostKind.VirtualHost) return InPath(path, host.Region);
        BucketName.Check(host.Bucket);
        return new(host.Bucket, KeyOf(path.AsSpan(1)))
        {
            Region = host.Region,
            Alternative = NamesAgain(path.AsSpan(1), host.Bucket) ? InPath(path, host.Region) : null,
        };
    }

    private static bool NamesAgain(ReadOnlySpan<char> path, string bucket)
        => path.StartsWith(bucket, StringComparison.Ordinal) && (path.Length == bucket.Length || path[bucket.Length] == '/');

    private static OssAddress InPath(string path, string? region)
    {
        if (path.Length == 1) return None with { Region = region };
        var slash = path.IndexOf('/', 1);
        var bucket = EncodedName.Decode(slash < 0 ? path.AsSpan(1) : path.AsSpan(1, slash - 1));
        BucketName.Check(bucket);
        return new(bucket, slash < 0 ? "" : KeyOf(path.AsSpan(slash + 1))) { Region = region };
    }

    private static string KeyOf(ReadOnlySpan<char> encoded)
    {
        if (encoded.IsEmpty) return "";
        var key = EncodedName.Decode(encoded);
        ObjectKey.Check(key);
        return key;
    }
}
