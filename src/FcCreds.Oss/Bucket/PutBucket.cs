using System.Xml.Linq;
using FcCreds.Core.Callers;
using FcCreds.Oss.Access;
using FcCreds.Oss.Api;
using FcCreds.Oss.Hns;
using FcCreds.Oss.Object;
using FcCreds.Oss.Settings;

namespace FcCreds.Oss.Bucket;

/// <summary>"PutBucket". Making one's own bucket again changes at most its ACL.</summary>
internal sealed class PutBucket : IOperation<PutBucket>
{
    private const int MaxBuckets = 100;
    private const int MaxBody = 64 * 1024;

    private string? Acl { get; init; }

    private string? StorageClassAsked { get; init; }

    public required string DataRedundancyType { get; init; }

    public required string Region { get; init; }

    public required bool HasDirectories { get; init; }

    public static string Headers => $"{AccessControl.BucketHeader} {Directories.StatusHeader}";

    public static bool NeedsBucket => false;

    public static async ValueTask<PutBucket> ReadAsync(OssCall call, CancellationToken ct)
    {
        var configuration = await OssXml.ReadAsync(call, "CreateBucketConfiguration", MaxBody, ct);
        var region = call.Address.Region ?? call.Options.Region;
        if (configuration?.Element("LocationConstraint")?.Value is { Length: > 0 } location && location != $"oss-{region}")
            throw OssErrors.InvalidLocationConstraint.With(("LocationConstraint", location));
        var redundancy = Value(configuration, "DataRedundancyType") ?? "LRS";
        if (redundancy is not ("LRS" or "ZRS")) throw OssErrors.BadArgument("The data redundancy type is LRS or ZRS.", "DataRedundancyType", redundancy);
        return new()
        {
            Acl = call.Header(AccessControl.BucketHeader) is { } acl ? AccessControl.CheckBucket(acl) : null,
            StorageClassAsked = Value(configuration, "StorageClass") is { } asked ? StorageClass.Check(asked, "StorageClass") : null,
            DataRedundancyType = redundancy,
            Region = region,
            HasDirectories = Directories.ReadStatus(call),
        };
    }

    public static IEnumerable<Demand> Demands(PutBucket input, OssCall call)
    {
        if (call.Caller.Kind == CallerKind.Anonymous) throw OssErrors.AccessDeniedAnonymous.With();
        // The name is taken: what follows is no question of permissions.
        if (call.FoundBucket is { } other && other.OwnerAccountId != call.Caller.AccountId) throw OssErrors.BucketAlreadyExists.With(("BucketName", other.Name));
        return [Demand.OnBucket(call, (AccessControl.BucketCondition, input.Acl))];
    }

    public static async ValueTask<OssReply> RunAsync(PutBucket input, OssCall call, CancellationToken ct)
    {
        var name = call.Address.Bucket;
        if (call.FoundBucket is { } own)
        {
            if (input.StorageClassAsked is { } asked && asked != own.StorageClass)
                throw OssErrors.BucketAlreadyExists.Saying("Cannot modify existing bucket's storage class.", ("BucketName", name));
        }
        else
        {
            var buckets = await call.Store.ListBucketsAsync(call.Caller.AccountId, ct);
            if (buckets.Count >= MaxBuckets) throw OssErrors.TooManyBuckets.With();
            var made = await call.Store.CreateBucketAsync(new()
            {
                Name = name,
                OwnerAccountId = call.Caller.AccountId,
                CreatedAt = call.Clocks.Wire.GetUtcNow(),
                Region = input.Region,
                StorageClass = input.StorageClassAsked ?? StorageClass.Standard,
                DataRedundancyType = input.DataRedundancyType,
            }, ct);
            if (!made) throw OssErrors.BucketAlreadyExists.With(("BucketName", name));
            if (input.HasDirectories || input.Acl is not null) call.Bucket = await call.Store.FindBucketAsync(name, ct) ?? throw OssErrors.NoSuchBucket.With(("BucketName", name));
            if (input.HasDirectories) await call.ChangeSettingsAsync(settings => settings.With(Directories.SettingName, "Enabled"), ct);
        }
        if (input.Acl is { } acl) await call.ChangeSettingsAsync(settings => settings.With(BucketSettings.AclName, acl), ct);
        // ali-oss drops the first character of Location and takes the rest for the name (6.23).
        return OssReply.Empty().With("Location", $"/{name}");
    }

    private static string? Value(XElement? configuration, string name) => configuration?.Element(name)?.Value is { Length: > 0 } value ? value : null;
}
