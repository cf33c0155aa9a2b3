using Amazon.S3.Model;
using FcCreds.Tests.Storage.S3;

namespace FcCreds.Tests.Cli;

public sealed class InvokeOnS3Tests
{
    [Fact]
    public async Task Object_that_a_handler_wrote_is_listed_by_a_plain_s3_client_under_its_own_key()
    {
        TestS3.SkipIfMissing();
        await using var server = new TestS3();
        using var tool = new Tool();
        var s3 = server.Options;
        tool.Variables["FCCREDS_S3_ENDPOINT"] = s3.Endpoint.AbsoluteUri;
        tool.Variables["FCCREDS_S3_ACCESS_KEY_ID"] = s3.AccessKeyId;
        tool.Variables["FCCREDS_S3_SECRET_ACCESS_KEY"] = s3.SecretAccessKey.Value;
        tool.Variables["FCCREDS_S3_BUCKET_PREFIX"] = s3.BucketPrefix;

        var report = (await tool.RunAsync("invoke", Fixtures.Function("oss-from-environment"), "--bucket", "my-bucket", "--json")).Expect(0).Json;
        Assert.Equal("success", report.GetProperty("result").GetString());

        var listed = await server.Client.ListObjectsV2Async(new ListObjectsV2Request { BucketName = s3.BucketPrefix + "my-bucket" }, TestContext.Current.CancellationToken);
        Assert.Equal("oss-test-object", Assert.Single(listed.S3Objects).Key);
        Assert.Contains("oss-test-object", (await tool.RunAsync("ls", "oss://my-bucket")).Expect(0).Output, StringComparison.Ordinal);
    }
}
