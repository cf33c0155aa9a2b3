using System.Globalization;
using FcCreds.Oss.Access;
using FcCreds.Oss.Api;
using FcCreds.Storage;

namespace FcCreds.Oss.Object;

/// <summary>"PutObject": the body becomes the object, after its length and digests have been checked.</summary>
internal sealed class PutObject : IOperation<PutObject>
{
    /// <summary>5 GB.</summary>
    public const long MaxLength = 5L * 1024 * 1024 * 1024;

    private static readonly string[] UnsupportedConditions = ["If-Match", "If-None-Match", "If-Modified-Since", "If-Unmodified-Since"];

    public required ObjectHeaders Given { get; init; }

    public required WriteOptions Options { get; init; }

    private string? ContentMd5 { get; init; }

    private string? Crc64 { get; init; }

    public static string Headers => $"{WriteOptions.HeaderNames} x-oss-hash-crc64ecma x-oss-meta-*";

    public static ValueTask<PutObject> ReadAsync(OssCall call, CancellationToken ct)
    {
        foreach (var name in UnsupportedConditions)
        {
            if (call.Header(name) is not null) throw OssErrors.NotImplemented.With(("Header", name));
        }
        if (call.Header("Content-Encoding") is { } encoding && encoding.Contains("aws-chunked", StringComparison.OrdinalIgnoreCase))
        {
            throw OssErrors.AwsChunked.With(("ArgumentName", "Content-Encoding"), ("ArgumentValue", encoding));
        }
        CheckLength(call);
        return new(new PutObject
        {
            Given = ObjectHeaders.Read(call),
            Options = WriteOptions.Read(call),
            ContentMd5 = CheckMd5(call.Header("Content-MD5")),
            Crc64 = call.Header("x-oss-hash-crc64ecma"),
        });
    }

    public static IEnumerable<Demand> Demands(PutObject input, OssCall call)
        => [Demand.OnObject(call, AclAccess.Write, ("oss:x-oss-object-acl", call.Header(AccessControl.ObjectHeader)))];

    public static async ValueTask<OssReply> RunAsync(PutObject input, OssCall call, CancellationToken ct)
    {
        await input.Options.RefuseOverwriteAsync(call, ct);
        await using var staged = await call.Store.StageAsync(call.Name, call.Body, joined: false, ct);
        var digest = staged.Digest;
        if (digest.Length > MaxLength) throw OssErrors.EntityTooLarge.With();
        var md5 = Convert.ToBase64String(digest.Md5.Span);
        if (input.ContentMd5 is { } wanted && wanted != md5) throw OssErrors.InvalidDigest.With(("ClientDigest", wanted), ("ServerDigest", md5));
        var crc = digest.Crc64.ToString(CultureInfo.InvariantCulture);
        if (input.Crc64 is { } wantedCrc && wantedCrc != crc) throw OssErrors.InvalidCRC64.With(("ClientCRC64", wantedCrc), ("ServerCRC64", crc));

        var version = await input.Options.CommitAsync(call, new Piece.Staged(staged), new()
        {
            ETag = Convert.ToHexString(digest.Md5.Span),
            ObjectType = "Normal",
            StorageClass = input.Options.StorageClass,
            Crc64 = digest.Crc64,
            ContentType = input.Given.ContentType,
            Headers = (input.Given with { ContentMd5 = md5 }).Write(),
            Facts = new ObjectFacts { Acl = input.Options.Acl }.Write(),
        }, ct);
        call.Size = version.Length;
        return OssReply.Empty()
            .With("ETag", ObjectHeaders.Quoted(version.Description.ETag))
            .With("Content-MD5", md5)
            .With("x-oss-hash-crc64ecma", crc)
            .With("x-oss-version-id", call.VersionIdOf(version));
    }

    private static void CheckLength(OssCall call)
    {
        var length = call.Header("Content-Length");
        if (length is null && call.Header("Transfer-Encoding") is null) throw OssErrors.MissingContentLength.With();
        if (length is not null && long.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes) && bytes > MaxLength)
            throw OssErrors.EntityTooLarge.With(("ProposedSize", length), ("MaxSizeAllowed", MaxLength.ToString(CultureInfo.InvariantCulture)));
    }

    private static string? CheckMd5(string? md5)
    {
        if (md5 is null) return null;
        Span<byte> decoded = stackalloc byte[16];
        return Convert.TryFromBase64String(md5, decoded, out var count) && count == 16 ? md5 : throw OssErrors.InvalidDigest.With(("ClientDigest", md5));
    }
}
