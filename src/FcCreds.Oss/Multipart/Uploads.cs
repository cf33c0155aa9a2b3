using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FcCreds.Storage;

namespace FcCreds.Oss.Multipart;

/// <summary>The uploads in progress of a bucket, each a document below <c>bucket/{bucket}/uploads/</c>.</summary>
internal static class Uploads
{
    /// <summary>Hexadecimal digits double the length, and the names of some stores end at 1,024 bytes.</summary>
    private const int MaxSpeltBytes = 300;

    private const int IdLength = 32;

    public static async ValueTask StoreAsync(OssCall call, Upload upload, CancellationToken ct)
    {
        var name = DocumentName(call.Name, upload.UploadId);
        await call.Store.Documents.PutAsync(name, JsonSerializer.SerializeToUtf8Bytes(upload, OssJson.Default.Upload), Precondition.Absent, ct);
        if (await call.Store.FindBucketAsync(call.Address.Bucket, ct) is { } bucket && bucket.Id == call.Bucket.Id) return;
        // The bucket went away meanwhile; a new one of its name shall not find this.
        await call.Store.Documents.DeleteAsync(name, Precondition.Any, ct);
        throw OssErrors.NoSuchBucket.With(("BucketName", call.Address.Bucket));
    }

    /// <summary>The upload that the request names. It belongs to the key that it was initiated for.</summary>
    public static async ValueTask<OpenUpload> OpenAsync(OssCall call, CancellationToken ct)
        => await FindAsync(call.Store, call.Name, Id(call), ct) ?? throw NotThere(call);

    public static async ValueTask<OpenUpload?> FindAsync(IObjectStore store, ObjectName name, string uploadId, CancellationToken ct)
        => await store.Documents.FindAsync(DocumentName(name, uploadId), ct) is { } document ? new(Read(document), document) : null;

    /// <summary>The id that the request names, if it can be one.</summary>
    public static string Id(OssCall call) => call.Query("uploadId") is { Length: IdLength } id && id.All(char.IsAsciiHexDigitUpper) ? id : throw NotThere(call);

    public static Exception NotThere(OssCall call) => OssErrors.NoSuchUpload.With(("UploadId", call.Query("uploadId") ?? ""));

    /// <summary>Uploads to keys that start with the prefix, in the order of keys and ids.</summary>
    public static async ValueTask<IReadOnlyList<Upload>> ListAsync(IObjectStore store, string bucket, string prefix, CancellationToken ct)
    {
        var spelt = Encoding.UTF8.GetBytes(prefix);
        var documents = await store.Documents.ListAsync(Folder(bucket) + Convert.ToHexStringLower(spelt.AsSpan(0, Math.Min(spelt.Length, MaxSpeltBytes))), ct);
        return
        [
            .. documents.Select(Read)
                .Where(upload => upload.Key.StartsWith(prefix, StringComparison.Ordinal))
                .OrderBy(upload => upload.Key, KeyOrder.Instance).ThenBy(upload => upload.UploadId, StringComparer.Ordinal),
        ];
    }

    private static Upload Read(Document document) => JsonSerializer.Deserialize(document.Content.Span, OssJson.Default.Upload)!;

    private static string Folder(string bucket) => $"bucket/{bucket}/uploads/";

    private static string DocumentName(ObjectName name, string uploadId)
    {
        var key = Encoding.UTF8.GetBytes(name.Key);
        var spelt = key.Length <= MaxSpeltBytes
            ? Convert.ToHexStringLower(key)
            : $"{Convert.ToHexStringLower(key.AsSpan(0, MaxSpeltBytes))}~{Convert.ToHexStringLower(SHA256.HashData(key))}";
        return $"{Folder(name.Bucket)}{spelt}/{uploadId}";
    }
}
