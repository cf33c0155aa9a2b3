using System.Net;

namespace FcCreds.Tests.Identity.Sts;

/// <summary>100 AssumeRole calls a second for an account (AssumeRole page, "Limits"); the answer over it after the STS FAQ.</summary>
public sealed class QuotaTests(StsHost host) : IClassFixture<StsHost>
{
    [Fact]
    public async Task An_account_over_its_quota_is_throttled_until_it_has_waited()
    {
        host.Directory.Add(new()
        {
            AccountId = "8000000000000001",
            Users = [new() { UserName = "busy", AccessKeys = [new("LTAIbusy", new("busy-secret"))] }],
        });
        var busy = new StsClient(host, "LTAIbusy", "busy-secret");
        // Refused for what they ask, and counted all the same.
        for (var call = 0; call < StsHost.CallsPerSecond; call++) Assert.StartsWith("400 MissingRoleArn", (await busy.Acs3Async("AssumeRole")).Error);

        var throttled = await busy.Acs3Async("AssumeRole");
        Assert.Equal("400 Throttling.User: Request was denied due to user flow control.", throttled.Error);
        Assert.Equal("10", throttled.RetryAfterHeader);
        Assert.Equal(HttpStatusCode.OK, (await busy.Acs3Async("GetCallerIdentity")).Status);
        var other = await new StsClient(host, "LTAIalice", "alice-secret").Acs3Async("AssumeRole");
        Assert.StartsWith("400 MissingRoleArn", other.Error);

        host.Time.Advance(TimeSpan.FromMilliseconds(10));
        Assert.StartsWith("400 MissingRoleArn", (await busy.Acs3Async("AssumeRole")).Error);
        Assert.StartsWith("400 Throttling.User", (await busy.Acs3Async("AssumeRole")).Error);
    }
}
