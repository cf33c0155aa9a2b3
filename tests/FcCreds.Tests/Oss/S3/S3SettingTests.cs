using Amazon.S3;
using Amazon.S3.Model;

namespace FcCreds.Tests.Oss.S3;

public sealed class S3SettingTests : S3ClientSuite
{
    [Fact]
    public async Task Objects_have_tags()
    {
        await Client.PutObjectAsync(new() { BucketName = Bucket, Key = "a", ContentBody = "x", UseChunkEncoding = false, TagSet = [new() { Key = "of", Value = "put" }] }, Ct);
        Assert.Equal([("of", "put")], await TagsAsync("a"));
        await Client.PutObjectTaggingAsync(new() { BucketName = Bucket, Key = "a", Tagging = new() { TagSet = [new() { Key = "k 1", Value = "v+1" }, new() { Key = "k2", Value = "" }] } }, Ct);
        Assert.Equal([("k 1", "v+1"), ("k2", "")], await TagsAsync("a"));
        Assert.Equal("2", (await Cloud.Client.HeadAsync("/photos/a"))["x-oss-tagging-count"]);
        Assert.Equal(2, (await Client.GetObjectAsync(Bucket, "a", Ct)).TagCount);
        await Client.CopyObjectAsync(new() { SourceBucket = Bucket, SourceKey = "a", DestinationBucket = Bucket, DestinationKey = "b" }, Ct);
        Assert.Equal(2, (await TagsAsync("b")).Length);
        await Client.DeleteObjectTaggingAsync(new() { BucketName = Bucket, Key = "a" }, Ct);
        Assert.Empty(await TagsAsync("a"));
    }

    [Fact]
    public async Task A_bucket_has_rules_for_browsers()
    {
        await Client.PutCORSConfigurationAsync(new()
        {
            BucketName = Bucket,
            Configuration = new() { Rules = [new() { AllowedOrigins = ["https://example.com"], AllowedMethods = ["GET", "PUT"], AllowedHeaders = ["*"], MaxAgeSeconds = 60 }] },
        }, Ct);
        var rule = (await Client.GetCORSConfigurationAsync(Bucket, Ct)).Configuration.Rules.Single();
        Assert.Equal(("https://example.com", 60), (rule.AllowedOrigins.Single(), rule.MaxAgeSeconds));
        var asked = await Cloud.As(null).SendAsync(new("OPTIONS", "/a")
        {
            Host = "photos.s3.oss-cn-hangzhou.aliyuncs.com",
            Headers = [("Origin", "https://example.com"), ("Access-Control-Request-Method", "PUT")],
        });
        Assert.Equal("https://example.com", asked.IsOk()["Access-Control-Allow-Origin"]);
        await Client.DeleteCORSConfigurationAsync(Bucket, Ct);
        Assert.Equal("NoSuchCORSConfiguration", (await Cloud.Client.GetAsync("/photos", ("cors", null))).Code);
    }

    [Fact]
    public async Task A_bucket_has_a_lifecycle_in_the_spelling_of_S3()
    {
        await Client.PutLifecycleConfigurationAsync(new()
        {
            BucketName = Bucket,
            Configuration = new()
            {
                Rules =
                [
                    new()
                    {
                        Id = "logs",
                        Status = LifecycleRuleStatus.Enabled,
                        Filter = new() { LifecycleFilterPredicate = new LifecyclePrefixPredicate { Prefix = "logs/" } },
                        Expiration = new() { Days = 9 },
                        Transitions = [new() { Days = 3, StorageClass = S3StorageClass.StandardInfrequentAccess }],
                        AbortIncompleteMultipartUpload = new() { DaysAfterInitiation = 2 },
                    },
                    new()
                    {
                        Id = "tagged",
                        Status = LifecycleRuleStatus.Disabled,
                        Filter = new() { LifecycleFilterPredicate = new LifecycleAndOperator { Operands = [new LifecyclePrefixPredicate { Prefix = "t/" }, new LifecycleTagPredicate { Tag = new() { Key = "k", Value = "v" } }] } },
                        Expiration = new() { Days = 1 },
                    },
                ],
            },
        }, Ct);
        var rule = (await Cloud.Client.GetAsync("/photos", ("lifecycle", null))).IsOk().Xml.Elements("Rule").First();
        Assert.Equal(("logs/", "IA", "2"), (rule.Element("Prefix")!.Value, rule.Element("Transition")!.Element("StorageClass")!.Value, rule.Element("AbortMultipartUpload")!.Element("Days")!.Value));
        Assert.Contains("rule-id=\"logs\"", (await Cloud.Client.PutAsync("/photos/logs/a", "1")).IsOk()["x-oss-expiration"], StringComparison.Ordinal);

        var read = (await Client.GetLifecycleConfigurationAsync(Bucket, Ct)).Configuration.Rules;
        Assert.Equal(("logs", 9, 2, S3StorageClass.StandardInfrequentAccess, 3),
            (read[0].Id, read[0].Expiration.Days, read[0].AbortIncompleteMultipartUpload.DaysAfterInitiation, read[0].Transitions[0].StorageClass, read[0].Transitions[0].Days));
        Assert.Equal("logs/", Assert.IsType<LifecyclePrefixPredicate>(read[0].Filter.LifecycleFilterPredicate).Prefix);
        Assert.Equal(2, Assert.IsType<LifecycleAndOperator>(read[1].Filter.LifecycleFilterPredicate).Operands.Count);
        await Client.DeleteLifecycleConfigurationAsync(Bucket, Ct);
        (await Cloud.Client.GetAsync("/photos", ("lifecycle", null))).IsRefused(404, "NoSuchLifecycle");
    }

    [Fact]
    public async Task An_archived_object_is_restored()
    {
        await Client.PutObjectAsync(new() { BucketName = Bucket, Key = "a", ContentBody = "x", UseChunkEncoding = false, StorageClass = S3StorageClass.Glacier }, Ct);
        await Client.RestoreObjectAsync(new RestoreObjectRequest { BucketName = Bucket, Key = "a", Days = 2, Tier = GlacierJobTier.Standard }, Ct);
        Assert.True((await Client.GetObjectMetadataAsync(Bucket, "a", Ct)).RestoreInProgress);
        Cloud.Clocks.Life.Shift = TimeSpan.FromDays(1);
        Assert.False((await Client.GetObjectMetadataAsync(Bucket, "a", Ct)).RestoreInProgress);
        Cloud.Clocks.Life.Shift = TimeSpan.FromDays(9);
        await Assert.ThrowsAsync<InvalidObjectStateException>(() => Client.GetObjectAsync(Bucket, "a", Ct));
    }

    [Fact]
    public async Task A_bucket_has_a_policy_in_the_language_of_OSS()
    {
        (await new AwsRequest("GET", "/photos") { Query = "policy=" }.SendAsync(Cloud)).IsRefused(404, "NoSuchBucketPolicy");
        const string Policy = """{"Version":"1","Statement":[{"Effect":"Allow","Action":["oss:GetObject"],"Principal":["*"],"Resource":["acs:oss:*:1234567890123456:photos/*"]}]}""";
        await Client.PutBucketPolicyAsync(Bucket, Policy, Ct);
        Assert.Contains("oss:GetObject", (await Client.GetBucketPolicyAsync(Bucket, Ct)).Policy, StringComparison.Ordinal);
        await Cloud.Client.PutAsync("/photos/a", "hello");
        Assert.Equal("hello", (await Cloud.As(null).GetAsync("/photos/a")).IsOk().Text);
        await Client.DeleteBucketPolicyAsync(Bucket, Ct);
        (await Cloud.As(null).GetAsync("/photos/a")).IsRefused(403, "AccessDenied");
    }

    [Fact]
    public async Task Versions_are_kept_listed_read_and_deleted()
    {
        await Client.PutBucketVersioningAsync(new() { BucketName = Bucket, VersioningConfig = new() { Status = VersionStatus.Enabled } }, Ct);
        Assert.Equal("Enabled", (await Client.GetBucketVersioningAsync(Bucket, Ct)).VersioningConfig.Status.Value);
        var first = (await Client.PutObjectAsync(new() { BucketName = Bucket, Key = "a", ContentBody = "one", UseChunkEncoding = false }, Ct)).VersionId;
        var second = (await Client.PutObjectAsync(new() { BucketName = Bucket, Key = "a", ContentBody = "two", UseChunkEncoding = false }, Ct)).VersionId;
        Assert.NotEqual(first, second);
        using (var old = await Client.GetObjectAsync(Bucket, "a", first, Ct)) Assert.Equal((first, 3), (old.VersionId, old.ContentLength));
        var gone = await Client.DeleteObjectAsync(Bucket, "a", Ct);
        Assert.Equal("true", gone.DeleteMarker);
        var versions = (await Client.ListVersionsAsync(Bucket, Ct)).Versions;
        Assert.Equal([(gone.VersionId, true, true), (second, false, false), (first, false, false)], versions.Select(one => (one.VersionId, one.IsLatest!.Value, one.IsDeleteMarker == true)));
        Assert.Equal("STANDARD", versions[1].StorageClass.Value);
        var deleted = await Client.DeleteObjectsAsync(new() { BucketName = Bucket, Objects = [new() { Key = "a", VersionId = first }, new() { Key = "a", VersionId = gone.VersionId }] }, Ct);
        Assert.Equal([first, gone.VersionId], deleted.DeletedObjects.Select(one => one.VersionId));
        Assert.Equal(second, (await Client.GetObjectMetadataAsync(Bucket, "a", Ct)).VersionId);
    }

    [Fact]
    public async Task Buckets_have_tags_and_logs()
    {
        await Client.PutBucketTaggingAsync(Bucket, [new() { Key = "team", Value = "a b" }], Ct);
        Assert.Equal(("team", "a b"), (await Client.GetBucketTaggingAsync(new() { BucketName = Bucket }, Ct)).TagSet.Select(tag => (tag.Key, tag.Value)).Single());
        await Client.DeleteBucketTaggingAsync(Bucket, Ct);
        await Client.PutBucketLoggingAsync(new() { BucketName = Bucket, LoggingConfig = new() { TargetBucketName = Bucket, TargetPrefix = "log/" } }, Ct);
        Assert.Equal((Bucket, "log/"), ((await Client.GetBucketLoggingAsync(Bucket, Ct)).BucketLoggingConfig.TargetBucketName, (await Client.GetBucketLoggingAsync(Bucket, Ct)).BucketLoggingConfig.TargetPrefix));
    }

    private async Task<(string, string)[]> TagsAsync(string key)
        => [.. ((await Client.GetObjectTaggingAsync(new() { BucketName = Bucket, Key = key }, Ct)).Tagging ?? []).Select(tag => (tag.Key, tag.Value))];
}
