using System.Text.Json;

namespace FcCreds.Storage.S3.Facts;

/// <summary>A description as it is written down at the backend.</summary>
internal sealed record DescriptionDocument
{
    public required string ETag { get; init; }

    public required string Type { get; init; }

    public required string StorageClass { get; init; }

    /// <summary>For the listing fields' sake the rest is one opaque whole.</summary>
    public ulong? Crc64 { get; init; }

    public string? ContentType { get; init; }

    public byte[]? Headers { get; init; }

    public byte[]? Facts { get; init; }

    public static byte[] Write(ObjectDescription description) => JsonSerializer.SerializeToUtf8Bytes(
        new()
        {
            ETag = description.ETag,
            Type = description.ObjectType,
            StorageClass = description.StorageClass,
            Crc64 = description.Crc64,
            ContentType = description.ContentType,
            Headers = description.Headers.Length == 0 ? null : description.Headers.ToArray(),
            Facts = description.Facts.Length == 0 ? null : description.Facts.ToArray(),
        },
        S3Json.Default.DescriptionDocument);

    /// <summary>Null for what is no description.</summary>
    public static ObjectDescription? Read(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, S3Json.Default.DescriptionDocument) is { } document ? document.ToDescription() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private ObjectDescription ToDescription() => new()
    {
        ETag = ETag,
        ObjectType = Type,
        StorageClass = StorageClass,
        Crc64 = Crc64,
        ContentType = ContentType,
        Headers = Headers,
        Facts = Facts,
    };
}
