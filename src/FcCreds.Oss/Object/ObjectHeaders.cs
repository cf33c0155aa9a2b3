using System.Globalization;
using System.Text.Json;
using FcCreds.Oss.Settings;
using FcCreds.Storage;

namespace FcCreds.Oss.Object;

/// <summary>The headers and user metadata that were given with an object and come back with it.</summary>
internal sealed record ObjectHeaders
{
    public const string MetaPrefix = "x-oss-meta-";

    /// <summary>What writes read, besides <c>Content-Type</c> and friends.</summary>
    public const string HeaderNames = $"{MetaPrefix}* {PersistentHeaders.Header} {ObjectEncryption.HeaderNames}";

    private const string DefaultContentType = "application/octet-stream";
    private const int MaxMetaBytes = 8 * 1024;

    public string ContentType { get; init; } = DefaultContentType;

    public string? CacheControl { get; init; }

    public string? ContentDisposition { get; init; }

    public string? ContentEncoding { get; init; }

    public string? ContentLanguage { get; init; }

    public string? Expires { get; init; }

    /// <summary>Base64; only for objects written in one piece.</summary>
    public string? ContentMd5 { get; init; }

    /// <summary>User metadata without its prefix, lower-case names.</summary>
    public Dictionary<string, string>? Meta { get; init; }

    /// <summary>Null for an object that nobody asked to encrypt.</summary>
    public ObjectEncryption? Encryption { get; init; }

    /// <summary>Any further headers for reads.</summary>
    public Dictionary<string, string>? Persistent { get; init; }

    /// <summary>The key that a symbolic link stands for; null for other objects.</summary>
    public string? SymlinkTarget { get; init; }

    public static ObjectHeaders Read(OssCall call) => new()
    {
        ContentType = call.Header("Content-Type") is { Length: > 0 } type ? type : DefaultContentType,
        CacheControl = call.Header("Cache-Control"),
        ContentDisposition = call.Header("Content-Disposition"),
        ContentEncoding = call.Header("Content-Encoding"),
        ContentLanguage = call.Header("Content-Language"),
        Expires = call.Header("Expires"),
        Meta = ReadMeta(call),
        Encryption = ObjectEncryption.Read(call),
        Persistent = PersistentHeaders.Read(call),
    };

    public static ObjectHeaders Of(ObjectVersion version) => version.Description.Headers is { Length: > 0 } kept
        ? JsonSerializer.Deserialize(kept.Span, OssJson.Default.ObjectHeaders) ?? new()
        : new() { ContentType = version.Description.ContentType ?? DefaultContentType };

    /// <summary>The headers of GET and HEAD, but Content-Length.</summary>
    public static void Describe(OssReply reply, OssCall call, ObjectVersion version, ObjectHeaders headers)
    {
        var description = version.Description;
        Identify(reply, call, version);
        reply.With("Content-Type", headers.ContentType)
            .With("Accept-Ranges", "bytes")
            .With("x-oss-expiration", BucketLifecycle.ExpirationOf(call.Settings, version))
            .With("x-oss-object-type", description.ObjectType)
            .With("x-oss-storage-class", description.StorageClass)
            .With("x-oss-hash-crc64ecma", description.Crc64?.ToString(CultureInfo.InvariantCulture))
            .With("Content-MD5", headers.ContentMd5)
            .With("Cache-Control", headers.CacheControl)
            .With("Content-Disposition", headers.ContentDisposition)
            .With("Content-Encoding", headers.ContentEncoding)
            .With("Content-Language", headers.ContentLanguage)
            .With("Expires", headers.Expires);
        ObjectEncryption.Describe(reply, headers.Encryption);
        var facts = ObjectFacts.Of(version);
        ObjectTags.Describe(reply, facts.Tags);
        RestoreState.Describe(reply, call, facts);
        ObjectHold.Describe(reply, facts);
        foreach (var (name, value) in headers.Persistent ?? []) reply.With(name, value);
        if (AppendPosition.IsAppendable(version))
        {
            reply.With(AppendPosition.NextHeader, version.Length.ToString(CultureInfo.InvariantCulture))
                .With(SealAppendObject.TimeHeader, ObjectFacts.Of(version).SealedAt is { } sealedAt ? HttpTime(sealedAt) : null);
        }
        if (headers.Meta is null) return;
        foreach (var (name, value) in headers.Meta) reply.With(MetaPrefix + name, value);
    }

    /// <summary>What every write tells of the version that it made, for the client to verify.</summary>
    public static OssReply DescribeWritten(OssReply reply, OssCall call, ObjectVersion version)
    {
        ObjectEncryption.Describe(reply, Of(version).Encryption);
        return reply
            .With("ETag", Quoted(version.Description.ETag))
            .With("x-oss-hash-crc64ecma", version.Description.Crc64?.ToString(CultureInfo.InvariantCulture))
            .With("x-oss-expiration", BucketLifecycle.ExpirationOf(call.Settings, version))
            .With("x-oss-version-id", call.VersionIdOf(version));
    }

    /// <summary>When a lifecycle rule moved it to Cold Archive or Deep Cold Archive ("HeadObject", "GetObjectMeta").</summary>
    public static OssReply DescribeTransition(OssReply reply, ObjectVersion version)
        => reply.With("x-oss-transition-time", ObjectFacts.Of(version).TransitionedAt is { } time ? HttpTime(time) : null);

    /// <summary>ETag, Last-Modified and the version.</summary>
    public static void Identify(OssReply reply, OssCall call, ObjectVersion version) => reply
        .With("ETag", Quoted(version.Description.ETag))
        .With("Last-Modified", HttpTime(version.LastModified))
        .With("x-oss-version-id", call.VersionIdOf(version));

    public static string Quoted(string etag) => $"\"{etag}\"";

    public static string HttpTime(DateTimeOffset time) => time.ToString("R", CultureInfo.InvariantCulture);

    public ReadOnlyMemory<byte> Write() => JsonSerializer.SerializeToUtf8Bytes(this, OssJson.Default.ObjectHeaders);

    private static Dictionary<string, string>? ReadMeta(OssCall call)
    {
        Dictionary<string, string>? meta = null;
        var bytes = 0;
        foreach (var (name, value) in call.Wire.Headers)
        {
            if (!name.StartsWith(MetaPrefix, StringComparison.OrdinalIgnoreCase)) continue;
            var plain = name[MetaPrefix.Length..].ToLowerInvariant();
            if (plain.Length == 0 || plain.AsSpan().IndexOfAnyExcept(MetaName) >= 0)
                throw OssErrors.BadArgument("The name of user metadata may hold letters, digits and hyphens.", name.ToLowerInvariant(), value);
            bytes += plain.Length + System.Text.Encoding.UTF8.GetByteCount(value);
            if (bytes > MaxMetaBytes) throw OssErrors.BadArgument("The user metadata is longer than 8 KB.", name.ToLowerInvariant(), "");
            meta ??= new(StringComparer.Ordinal);
            meta[plain] = meta.TryGetValue(plain, out var earlier) ? $"{earlier},{value}" : value;
        }
        return meta;
    }

    private static readonly System.Buffers.SearchValues<char> MetaName = System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");
}
