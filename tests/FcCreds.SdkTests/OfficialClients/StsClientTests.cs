using AlibabaCloud.OpenApiClient.Models;
using AlibabaCloud.SDK.Sts20150401;
using AlibabaCloud.SDK.Sts20150401.Models;
using FcCreds.Testing;
using Tea;

namespace FcCreds.SdkTests.OfficialClients;

/// <summary>The official C# client of STS, and the client of OSS with what it was given.</summary>
public sealed class StsClientTests(FcCredsFixture cloud) : IClassFixture<FcCredsFixture>
{
    [Fact]
    public async Task Assumed_role_writes_an_object()
    {
        await using var box = await cloud.NewSandboxAsync(s => s.Role("exporter", allow: "oss:PutObject"));
        var reply = await Client(box).AssumeRoleAsync(new AssumeRoleRequest
        {
            RoleArn = box.RoleArn("exporter"),
            RoleSessionName = "nightly",
            DurationSeconds = 900,
        });
        Assert.Equal(200, reply.StatusCode);
        Assert.Equal($"acs:ram::{box.AccountId}:role/exporter/nightly", reply.Body.AssumedRoleUser.Arn);
        OssClientTests.Client(box, Given(reply)).PutObject(box.Bucket(), "a", new MemoryStream([1]));
        Assert.Equal(["a"], await box.ListObjectsAsync());
    }

    [Fact]
    public async Task Session_policy_narrows_the_role()
    {
        await using var box = await cloud.NewSandboxAsync(s => s.Role("exporter", allow: "oss:*"));
        var reply = await Client(box).AssumeRoleAsync(new AssumeRoleRequest
        {
            RoleArn = box.RoleArn("exporter"),
            RoleSessionName = "nightly",
            Policy = """{"Version":"1","Statement":[{"Effect":"Allow","Action":"oss:GetObject","Resource":"*"}]}""",
        });
        var refused = Assert.Throws<Aliyun.OSS.Common.OssException>(
            () => OssClientTests.Client(box, Given(reply)).PutObject(box.Bucket(), "a", new MemoryStream([1])));
        Assert.Equal("AccessDenied", refused.ErrorCode);
    }

    [Fact]
    public async Task Caller_is_told_who_it_is()
    {
        await using var box = await cloud.NewSandboxAsync(s => s.Role("exporter", allow: "oss:PutObject"));
        var user = (await Client(box).GetCallerIdentityAsync()).Body;
        Assert.Equal((box.AccountId, "RAMUser"), (user.AccountId, user.IdentityType));
        var role = (await Client(box, await box.AssumeRoleAsync("exporter")).GetCallerIdentityAsync()).Body;
        Assert.Equal("AssumedRoleUser", role.IdentityType);
        Assert.StartsWith($"acs:ram::{box.AccountId}:assumed-role/exporter/", role.Arn, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Role_that_is_not_there_is_refused()
    {
        await using var box = await cloud.NewSandboxAsync();
        var refused = await Assert.ThrowsAnyAsync<TeaException>(() => Client(box).AssumeRoleAsync(
            new AssumeRoleRequest { RoleArn = box.RoleArn("nobody"), RoleSessionName = "nightly" }));
        Assert.Equal("EntityNotExist.Role", refused.Code);
    }

    private static Client Client(Sandbox box) => Client(box, box.UserAccessKey.AccessKeyId, box.UserAccessKey.AccessKeySecret, null);

    private static Client Client(Sandbox box, TemporaryCredentials credentials)
        => Client(box, credentials.AccessKeyId, credentials.AccessKeySecret, credentials.SecurityToken);

    private static Client Client(Sandbox box, string accessKeyId, string accessKeySecret, string? securityToken) => new(new Config
    {
        AccessKeyId = accessKeyId,
        AccessKeySecret = accessKeySecret,
        SecurityToken = securityToken,
        Endpoint = box.StsEndpoint.Authority,
        Protocol = "http",
        RegionId = box.Region,
    });

    private static TemporaryCredentials Given(AssumeRoleResponse reply) => new()
    {
        AccessKeyId = reply.Body.Credentials.AccessKeyId,
        AccessKeySecret = reply.Body.Credentials.AccessKeySecret,
        SecurityToken = reply.Body.Credentials.SecurityToken,
        Expiration = DateTimeOffset.Parse(reply.Body.Credentials.Expiration, System.Globalization.CultureInfo.InvariantCulture),
    };
}
