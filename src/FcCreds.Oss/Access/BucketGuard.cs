using FcCreds.Core.Callers;
using FcCreds.Core.Policy;
using FcCreds.Oss.Settings;

namespace FcCreds.Oss.Access;

/// <summary>What a bucket says about who may use it, after what is public has been blocked. For the service level there is no bucket.</summary>
internal sealed class BucketGuard
{
    private readonly OssCall call;
    private bool? blocksPublic;

    private BucketGuard(OssCall call, string? bucket, string owner, BucketSettings settings)
        => (this.call, Bucket, OwnerAccountId, Settings) = (call, bucket, owner, settings);

    public string? Bucket { get; }

    public string OwnerAccountId { get; }

    public BucketSettings Settings { get; }

    public static async ValueTask<BucketGuard> OfAsync(OssCall call, string? bucket, CancellationToken ct)
    {
        if (bucket is null) return new(call, null, call.Caller.AccountId, BucketSettings.None);
        var isAddressed = bucket == call.Address.Bucket;
        var found = isAddressed ? call.FoundBucket : await call.Store.FindBucketAsync(bucket, ct);
        if (found is not null) return new(call, bucket, found.OwnerAccountId, isAddressed ? call.Settings : await call.SettingsStore.FindAsync(found, ct));
        return call.Row!.NeedsBucket
            ? throw OssErrors.NoSuchBucket.With(("BucketName", bucket))
            : new(call, bucket, call.Caller.AccountId, BucketSettings.None);
    }

    /// <summary>An account's own key has no policies: it passes because the thing is its own.</summary>
    public bool IsOwnersKey(Caller caller) => caller.Kind == CallerKind.Account && caller.AccountId == OwnerAccountId;

    /// <summary>Asked only where something public is at stake: the account's setting is a document of its own.</summary>
    public async ValueTask<bool> BlocksPublicAsync(CancellationToken ct)
        => blocksPublic ??= await PublicAccess.IsBlockedAsync(call, Settings, OwnerAccountId, ct);

    public async ValueTask<AttachedPolicy?> PolicyAsync(CancellationToken ct)
    {
        if (BucketPolicy.Of(Settings) is not { } policy) return null;
        return policy.IsPublic && await BlocksPublicAsync(ct) ? policy.WithoutPublic : policy.Whole;
    }

    /// <summary>True when statements of the bucket policy do not count because they are public.</summary>
    public async ValueTask<bool> WithholdsPolicyAsync(CancellationToken ct)
        => BucketPolicy.Of(Settings) is { IsPublic: true } && await BlocksPublicAsync(ct);

    /// <summary>True when an ACL opens an object to everyone; the object's own goes before the bucket's.</summary>
    public async ValueTask<bool> OpensAsync(string objectAcl, AclAccess access, CancellationToken ct)
        => AccessControl.Grants(objectAcl == AccessControl.Default ? Settings.Acl : objectAcl, access) && !await BlocksPublicAsync(ct);
}
