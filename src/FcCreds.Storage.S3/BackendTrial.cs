using Amazon.S3;
using Amazon.S3.Model;
using FcCreds.Storage.S3.Faults;

namespace FcCreds.Storage.S3;

/// <summary>Asks the backend at start what it is and can, so that a wrong address or key is said then and not at the first request.</summary>
internal static class BackendTrial
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static async Task RunAsync(S3Backend backend, S3StoreOptions options, CancellationToken ct)
    {
        using var deadline = new CancellationTokenSource(Patience, TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, deadline.Token);
        try
        {
            await EnsureHiddenBucketAsync(backend, either.Token);
            backend.Conditions = await TryConditionsAsync(backend, either.Token);
        }
        catch (AmazonS3Exception fault)
        {
            throw new StoreUnavailableException(Sentence(options, fault), fault);
        }
        catch (StoreUnavailableException unavailable) when (unavailable.InnerException is AmazonS3Exception { StatusCode: System.Net.HttpStatusCode.Forbidden } fault)
        {
            throw new StoreUnavailableException(Sentence(options, fault), fault);
        }
        catch (OperationCanceledException late) when (!ct.IsCancellationRequested)
        {
            throw new StoreUnavailableException($"The S3 server at {options.Endpoint} did not answer within {Patience.TotalSeconds:0} seconds.", late);
        }
    }

    private static async Task EnsureHiddenBucketAsync(S3Backend backend, CancellationToken ct)
    {
        try
        {
            await backend.Client.PutBucketAsync(backend.Names.Hidden, ct);
        }
        catch (AmazonS3Exception fault) when (fault.ErrorCode == "BucketAlreadyOwnedByYou")
        {
        }
    }

    /// <summary>Each condition is tried where it must be refused and where it must not: a server that does not know it lets both pass.</summary>
    private static async Task<ConditionalWrites> TryConditionsAsync(S3Backend backend, CancellationToken ct)
    {
        var place = new S3Place(backend.Names.Hidden, S3Names.Trials + $"{Guid.NewGuid():N}");
        var client = backend.Client;
        try
        {
            var eTag = S3Backend.Tag((await client.PutObjectAsync(Put(), ct)).ETag);
            var put = !await PassesAsync(() => client.PutObjectAsync(Put(ifNoneMatch: "*"), ct))
                && !await PassesAsync(() => client.PutObjectAsync(Put(ifMatch: $"\"{new string('0', 32)}\""), ct));
            var quoted = put && await PassesAsync(() => client.PutObjectAsync(Put(ifMatch: $"\"{eTag}\""), ct));
            put = quoted || (put && await PassesAsync(() => client.PutObjectAsync(Put(ifMatch: eTag), ct)));
            return new(put, put && !await CompletesOverAnotherAsync(backend, place, ct), quoted);
        }
        finally
        {
            await client.DeleteObjectAsync(place.Bucket, place.Key, CancellationToken.None);
        }

        PutObjectRequest Put(string? ifMatch = null, string? ifNoneMatch = null) => new()
        {
            BucketName = place.Bucket,
            Key = place.Key,
            ContentBody = "trial",
            UseChunkEncoding = false,
            IfMatch = ifMatch,
            IfNoneMatch = ifNoneMatch,
        };
    }

    private static async Task<bool> CompletesOverAnotherAsync(S3Backend backend, S3Place place, CancellationToken ct)
    {
        var upload = await Content.PartUpload.BeginAsync(backend, place, new(backend.Owner.NewWriteId(), null), null, 5 * 1024 * 1024, ct);
        await upload.AppendAsync(new MemoryStream([1]), hash: null, ct);
        await upload.EndAsync(ct);
        backend.Conditions = new(Put: true, Complete: true, QuotedTags: true);
        if (await upload.CompleteAsync(new(NothingThere: true, null), ct)) return true;
        await upload.AbortAsync();
        return false;
    }

    private static async Task<bool> PassesAsync(Func<Task> write)
    {
        try
        {
            await write();
            return true;
        }
        catch (AmazonS3Exception fault) when (fault.IsConditionFailed() || fault.ErrorCode == "NotImplemented")
        {
            return false;
        }
    }

    private static string Sentence(S3StoreOptions options, AmazonS3Exception fault) => fault.ErrorCode switch
    {
        "InvalidAccessKeyId" => $"The S3 server at {options.Endpoint} does not know the access key id {options.AccessKeyId}.",
        "SignatureDoesNotMatch" => $"The S3 server at {options.Endpoint} knows the access key id {options.AccessKeyId}, but not with this secret (or signs for another region than {options.Region}).",
        "AccessDenied" => $"The S3 server at {options.Endpoint} lets {options.AccessKeyId} neither create nor use the bucket {options.BucketPrefix}{S3Names.HiddenBucketName}.",
        "BucketAlreadyExists" => $"At the S3 server {options.Endpoint} the bucket {options.BucketPrefix}{S3Names.HiddenBucketName} is somebody else's; choose a bucket prefix of your own.",
        _ => $"The S3 server at {options.Endpoint} refused the first request with {(int)fault.StatusCode} {fault.ErrorCode}.",
    };
}
