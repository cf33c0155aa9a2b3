using FcCreds.Core.Callers;
using FcCreds.Identity.Ram.Api;
using FcCreds.Identity.Ram.Records;

namespace FcCreds.Tests.Identity.Sts;

public sealed class MfaProofTests : IClassFixture<StsHost>
{
    private const string Seed = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
    private const string Guarded = $"acs:ram::{Given.AccountId}:role/guarded";
    private const string Phone = $"acs:ram::{Given.AccountId}:mfa/phone";

    private readonly StsHost host;

    public MfaProofTests(StsHost host)
    {
        this.host = host;
        var account = host.Directory.Find(Given.AccountId)!;
        host.Directory.Put(account with { MfaDevices = account.MfaDevices.SetItem("phone", Device("phone", "alice")).SetItem("other", Device("other", "bob")) });
    }

    [Fact]
    public async Task Role_that_wants_mfa_lets_in_whoever_proves_it_and_nobody_else()
    {
        Assert.StartsWith("403 NoPermission", (await AssumeAsync()).Error, StringComparison.Ordinal);
        var let = await AssumeAsync(("SerialNumber", Phone), ("TokenCode", CodeAt(TimeSpan.Zero)));
        Assert.True((int)let.Status == 200, let.Body);
    }

    [Fact]
    public async Task Code_of_a_minute_ago_is_taken_and_one_of_an_hour_ago_is_not()
    {
        Assert.Equal(200, (int)(await AssumeAsync(("SerialNumber", Phone), ("TokenCode", CodeAt(TimeSpan.FromMinutes(-1))))).Status);
        var late = await AssumeAsync(("SerialNumber", Phone), ("TokenCode", CodeAt(TimeSpan.FromHours(-1))));
        Assert.Equal("400 InvalidParameter.TokenCode: The parameter TokenCode is wrongly formed.", late.Error);
    }

    [Theory]
    [InlineData(Phone, "", "TokenCode")]
    [InlineData(Phone, "12345", "TokenCode")]
    [InlineData(Phone, "12345a", "TokenCode")]
    [InlineData("", "123456", "SerialNumber")]
    [InlineData("phone", "123456", "SerialNumber")]
    [InlineData($"acs:ram::{Given.AccountId}:mfa/none", "123456", "SerialNumber")]
    [InlineData($"acs:ram::{Given.AccountId}:mfa/other", "123456", "SerialNumber")]
    public async Task What_proves_nothing_is_refused(string serialNumber, string code, string parameter)
    {
        var refused = await AssumeAsync(("SerialNumber", serialNumber), ("TokenCode", code));
        Assert.Equal($"400 InvalidParameter.{parameter}: The parameter {parameter} is wrongly formed.", refused.Error);
    }

    private static VirtualMfaDevice Device(string name, string userName) => new(name, new Secret(Seed), TimeProvider.System.GetUtcNow()) { UserName = userName };

    private string CodeAt(TimeSpan fromNow) => OneTimePassword.Of(Seed, OneTimePassword.StepOf(host.Time.GetUtcNow() + fromNow));

    private Task<StsAnswer> AssumeAsync(params (string Name, string Value)[] proof)
        => new StsClient(host, "LTAIalice", "alice-secret").GetAsync("AssumeRole", [("RoleArn", Guarded), ("RoleSessionName", "alice"), .. proof]);
}
