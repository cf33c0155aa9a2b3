using FcCreds.Core.Callers;
using FcCreds.Core.Http;
using FcCreds.Core.Policy;
using FcCreds.Core.Sessions;
using FcCreds.Core.Signing;
using FcCreds.Core.Time;

namespace FcCreds.Tests.Core.Callers;

/// <summary>Sessions with real signatures, from the credentials handed out to the caller found.</summary>
public sealed class SignedCallerTests : IAsyncDisposable
{
    private readonly Clocks clocks;
    private readonly FcCreds.Core.Journal.Journal journal;
    private readonly SessionCredentials credentials;
    private readonly CallerResolver resolver;

    public SignedCallerTests()
    {
        var time = new ManualTimeProvider();
        var ring = SealingKeyRing.Ephemeral();
        var directory = new OneRole();
        clocks = new(new(time), new(time), time);
        journal = new(clocks.Wire);
        credentials = new SessionIssuer(ring, clocks, new(clocks.Wire), journal).Issue(new()
        {
            Role = directory.Role,
            RoleSessionName = "s1",
            Duration = TimeSpan.FromHours(1),
            Scope = SessionScope.Shared,
            IssuedTo = "222222222222222222",
        });
        resolver = new(directory, new(ring), clocks);
    }

    private OssSigner Client => new(SigningKey.Of(credentials), "cn-hangzhou");

    private static WireRequest Get => new() { Method = "GET", Scheme = "http", Host = "b.oss-cn-hangzhou.aliyuncs.com", RawPath = "/k", Query = [], Headers = [] };

    public ValueTask DisposeAsync() => journal.DisposeAsync();

    [Fact]
    public void A_session_is_known_by_each_way_of_signing()
    {
        var now = clocks.Wire.GetUtcNow();

        AssertKnown(Get with { Headers = Client.SignV1(Get, "b", "k", now) });
        AssertKnown(Get with { Headers = Client.SignV4(Get, "b", "k", now) });
        AssertKnown(Get with { Query = Client.PresignV1(Get, "b", "k", now.AddMinutes(5)) });
        AssertKnown(Get with { Query = Client.PresignV4(Get, "b", "k", now, TimeSpan.FromMinutes(5)) });
    }

    [Fact]
    public void A_signature_for_another_key_or_method_is_wrong()
    {
        var headers = Client.SignV4(Get, "b", "k", clocks.Wire.GetUtcNow());

        Assert.Equal(CallerVerdict.WrongSignature, Resolve(Get with { Method = "DELETE", Headers = headers }).Verdict);
        Assert.Equal(CallerVerdict.WrongSignature, resolver.Resolve(OssSignature.Read(Get with { Headers = headers }, "b", "other").Signature!).Verdict);
    }

    [Fact]
    public void Each_clock_decides_what_is_its_own()
    {
        var now = clocks.Wire.GetUtcNow();
        var header = Get with { Headers = Client.SignV4(Get, "b", "k", now) };
        var url = Get with { Query = Client.PresignV4(Get, "b", "k", now, TimeSpan.FromMinutes(5)) };

        clocks.Wire.Shift = TimeSpan.FromMinutes(16);
        Assert.Equal(CallerVerdict.SkewedClock, Resolve(header).Verdict);
        Assert.Equal(CallerVerdict.SignatureExpired, Resolve(url).Verdict);
        clocks.Wire.Shift = -TimeSpan.FromMinutes(16);
        Assert.Equal(CallerVerdict.SkewedClock, Resolve(header).Verdict);
        Assert.Equal(CallerVerdict.SignatureNotYetValid, Resolve(url).Verdict);
        clocks.Wire.Shift = -TimeSpan.FromMinutes(14);
        AssertKnown(header);
        AssertKnown(url);
        clocks.Life.Shift = TimeSpan.FromHours(1);
        Assert.Equal(CallerVerdict.ExpiredToken, Resolve(url).Verdict);
    }

    private void AssertKnown(WireRequest request)
    {
        var outcome = Resolve(request);
        Assert.Equal(CallerVerdict.Known, outcome.Verdict);
        Assert.Equal("acs:ram::1234567890123456:assumed-role/orders/s1", outcome.Caller!.Arn);
    }

    private CallerOutcome Resolve(WireRequest request)
    {
        var reading = OssSignature.Read(request, "b", "k");
        Assert.Equal(SignatureFault.None, reading.Fault);
        return resolver.Resolve(reading.Signature!);
    }

    private sealed class OneRole : IPrincipalDirectory
    {
        public Role Role { get; } = new()
        {
            AccountId = Policy.Ask.Account,
            RoleName = "orders",
            RoleId = "344584339364951186",
            Trust = PolicyDocument.Known("""{"Version":"1","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"Service":"fc.aliyuncs.com"}}]}""", PolicyKind.Trust),
        };

        public AccessKey? FindAccessKey(string accessKeyId) => null;

        public Role? FindRole(string accountId, string roleName) => accountId == Role.AccountId && roleName == Role.RoleName ? Role : null;
    }
}
