using Amazon.S3;
using Amazon.S3.Model;
using FcCreds.Storage.S3.Facts;
using FcCreds.Storage.S3.Faults;

namespace FcCreds.Storage.S3.Content;

/// <summary>Lets the backend copy an object; one that is too large for a single copy goes part by part.</summary>
internal static class ServerCopy
{
    // No answer comes while the backend copies; a part of this size takes seconds.
    private const long PartSize = 512L * 1024 * 1024;

    /// <summary>False when the source is not there any more, or has another ETag.</summary>
    public static async Task<bool> RunAsync(
        S3Backend backend, S3StoreOptions options, S3Content source, long length, S3Place place, ObjectLabel label, string? contentType, CancellationToken ct)
    {
        try
        {
            if (length <= options.CopyLimit) await CopyAsync(backend, source, place, label, contentType, ct);
            else await CopyPartsAsync(backend, source, length, place, label, contentType, Math.Min(PartSize, options.CopyLimit), ct);
            return true;
        }
        catch (AmazonS3Exception fault) when (!fault.IsBucketMissing() && (fault.IsMissing() || fault.IsConditionFailed()))
        {
            return false;
        }
    }

    private static Task<CopyObjectResponse> CopyAsync(S3Backend backend, S3Content source, S3Place place, ObjectLabel label, string? contentType, CancellationToken ct)
    {
        var copy = new CopyObjectRequest
        {
            SourceBucket = source.Place.Bucket,
            SourceKey = source.Place.Key,
            DestinationBucket = place.Bucket,
            DestinationKey = place.Key,
            MetadataDirective = S3MetadataDirective.REPLACE,
            ContentType = S3Backend.MediaType(contentType),
        };
        if (source.ETag is { } eTag) copy.ETagToMatch = $"\"{eTag}\"";
        copy.Metadata[ObjectLabel.MetadataName] = label.Write();
        return backend.Client.CopyObjectAsync(copy, ct);
    }

    private static async Task CopyPartsAsync(
        S3Backend backend, S3Content source, long length, S3Place place, ObjectLabel label, string? contentType, long partSize, CancellationToken ct)
    {
        var upload = await PartUpload.BeginAsync(backend, place, label, contentType, ct);
        try
        {
            for (var offset = 0L; offset < length; offset += partSize) await upload.CopyAsync(source, offset, Math.Min(partSize, length - offset), ct);
            await upload.CompleteAsync(WriteCondition.None, ct);
        }
        catch
        {
            await upload.AbortAsync();
            throw;
        }
    }
}
