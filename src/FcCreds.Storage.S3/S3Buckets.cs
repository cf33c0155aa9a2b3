using System.Net;
using System.Text.Json;
using Amazon.S3;
using FcCreds.Storage.S3.Faults;
using FcCreds.Storage.S3.Versions;

namespace FcCreds.Storage.S3;

/// <summary>A bucket is a bucket of the backend and a record of what S3 does not know of it: owner, region, storage class.</summary>
internal sealed class S3Buckets(S3Backend backend, S3Documents documents, VersionArchive archive, KeyLocks locks)
{
    public async ValueTask<bool> CreateAsync(BucketRecord bucket, CancellationToken ct)
    {
        if (bucket.Name == S3Names.HiddenBucketName || HiddenBucket.IsHidden(bucket.Name)) return false;
        var place = backend.Names.BucketRecord(bucket.Name);
        using var held = await locks.EnterAsync(place, ct);
        if (await backend.HeadAsync(place, ct) is not null || !await EnsureAsync(backend.Names.Bucket(bucket.Name), ct)) return false;
        var record = JsonSerializer.SerializeToUtf8Bytes(bucket with { Id = Guid.NewGuid().ToString("N") }, S3Json.Default.BucketRecord);
        return await backend.PutAsync(place, record, label: null, "application/json", new(NothingThere: true, null), ct) is not null;
    }

    public async ValueTask<BucketRecord?> FindAsync(string name, CancellationToken ct)
        => await backend.GetAsync(backend.Names.BucketRecord(name), ct) is var (json, _) ? JsonSerializer.Deserialize(json, S3Json.Default.BucketRecord) : null;

    public async ValueTask<IReadOnlyList<BucketRecord>> ListAsync(string ownerAccountId, CancellationToken ct)
    {
        var owned = new List<BucketRecord>();
        await foreach (var listed in backend.ListHiddenAsync(S3Names.Buckets, ct: ct))
        {
            if (await FindAsync(listed.Key[S3Names.Buckets.Length..], ct) is { } bucket && bucket.OwnerAccountId == ownerAccountId) owned.Add(bucket);
        }
        return owned;
    }

    public async ValueTask<BucketRemoval> DeleteAsync(string name, CancellationToken ct)
    {
        var place = backend.Names.BucketRecord(name);
        using var held = await locks.EnterAsync(place, ct);
        if (await backend.HeadAsync(place, ct) is null) return BucketRemoval.NotFound;
        var (hidden, _) = await backend.ListAsync(backend.Names.Hidden, S3Names.HiddenObjects(name), null, 1, ct);
        if (hidden.Count > 0 || !await archive.Index.IsEmptyAsync(name, ct) || !await RemoveAsync(backend.Names.Bucket(name), ct)) return BucketRemoval.NotEmpty;
        foreach (var document in await documents.ListAsync($"bucket/{name}/", ct)) await backend.DeleteAsync(backend.Names.Document(document.Name), ct);
        foreach (var folder in new[] { S3Names.Facts(name), S3Names.Past(name) })
        {
            await foreach (var left in backend.ListHiddenAsync(folder, ct: ct)) await backend.DeleteAsync(new(backend.Names.Hidden, left.Key), ct);
        }
        archive.Forget(name);
        await backend.DeleteAsync(place, ct);
        return BucketRemoval.Removed;
    }

    /// <summary>Makes the backend's bucket, or takes over one that is there already; false when it is somebody else's.</summary>
    private async Task<bool> EnsureAsync(string bucket, CancellationToken ct)
    {
        try
        {
            await backend.Client.PutBucketAsync(bucket, ct);
            return true;
        }
        catch (AmazonS3Exception fault) when (fault.StatusCode == HttpStatusCode.Conflict)
        {
            return fault.ErrorCode == "BucketAlreadyOwnedByYou";
        }
    }

    /// <summary>False when something is in it.</summary>
    private async Task<bool> RemoveAsync(string bucket, CancellationToken ct)
    {
        try
        {
            await backend.Client.DeleteBucketAsync(bucket, ct);
            return true;
        }
        catch (AmazonS3Exception fault) when (fault.IsMissing())
        {
            return true;
        }
        catch (AmazonS3Exception fault) when (fault.StatusCode == HttpStatusCode.Conflict)
        {
            return false;
        }
    }
}
