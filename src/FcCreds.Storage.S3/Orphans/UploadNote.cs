using System.Text.Json;

namespace FcCreds.Storage.S3.Orphans;

/// <summary>
/// Written down under <c>uploads/{write id}</c> while an upload to the backend is open. A list of the backend's uploads would not do: it
/// shows those of other programs too, and is asked bucket by bucket.
/// </summary>
internal sealed record UploadNote(string Bucket, string Key, string UploadId)
{
    public S3Place Place => new(Bucket, Key);

    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, S3Json.Default.UploadNote);

    /// <summary>Null for what is no note.</summary>
    public static UploadNote? Read(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, S3Json.Default.UploadNote);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
