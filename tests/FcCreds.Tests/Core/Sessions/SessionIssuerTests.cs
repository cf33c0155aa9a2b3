using FcCreds.Core.Callers;
using FcCreds.Core.Journal;
using FcCreds.Core.Policy;
using FcCreds.Core.Sessions;
using FcCreds.Core.Time;

namespace FcCreds.Tests.Core.Sessions;

public sealed class SessionIssuerTests : IAsyncDisposable
{
    private readonly Clocks clocks;
    private readonly FcCreds.Core.Journal.Journal journal;
    private readonly SealingKeyRing ring = SealingKeyRing.Ephemeral();
    private readonly SessionIssuer issuer;

    public SessionIssuerTests()
    {
        var time = new ManualTimeProvider(new(2026, 1, 2, 3, 4, 5, 678, TimeSpan.Zero));
        clocks = new(new(time), new(time), time);
        journal = new(clocks.Wire);
        issuer = new(ring, clocks, new(clocks.Wire), journal);
    }

    public ValueTask DisposeAsync() => journal.DisposeAsync();

    [Fact]
    public void Credentials_have_the_clouds_shape_and_their_token_opens()
    {
        var credentials = issuer.Issue(Order());

        Assert.Matches("^STS\\.FcC[0-9A-Za-z]{22}$", credentials.AccessKeyId);
        Assert.Matches("^[0-9A-Za-z]{44}$", credentials.AccessKeySecret.Value);
        var opened = SealedToken.Open(ring, credentials.SecurityToken.Value)!;
        Assert.Equal(credentials.Claims, opened.Claims);
        Assert.Equal(credentials.AccessKeySecret, opened.AccessKeySecret);
    }

    [Fact]
    public void The_end_is_the_life_clocks_whole_second_plus_the_duration()
    {
        clocks.Life.Shift = TimeSpan.FromHours(1);

        Assert.Equal(new(2026, 1, 3, 16, 4, 5, TimeSpan.Zero), issuer.Issue(Order()).Expiration);
    }

    [Fact]
    public void The_journal_hears_of_it_but_not_of_its_secrets()
    {
        var credentials = issuer.Issue(Order());

        var issued = Assert.IsType<CredentialIssued>(Assert.Single(journal.Read(new())));
        Assert.Equal("acs:ram::1234567890123456:assumed-role/orders/s1", issued.PrincipalArn);
        Assert.Equal(("invocation", "fc.aliyuncs.com"), (issued.Scope, issued.IssuedTo));
        Assert.Equal((credentials.Claims.SessionId, "f", "1-a", "c-a"), (issued.SessionId, issued.FunctionName, issued.InvocationId, issued.InstanceId));
        var told = issued.ToString();
        Assert.DoesNotContain(credentials.AccessKeySecret.Value, told, StringComparison.Ordinal);
        Assert.DoesNotContain(credentials.SecurityToken.Value, told, StringComparison.Ordinal);
        Assert.DoesNotContain(credentials.AccessKeySecret.Value, credentials.ToString(), StringComparison.Ordinal);
    }

    private static SessionOrder Order() => new()
    {
        Role = new Role
        {
            AccountId = "1234567890123456",
            RoleName = "orders",
            RoleId = "344584339364951186",
            Trust = PolicyDocument.Known("""{"Version":"1","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"Service":"fc.aliyuncs.com"}}]}""", PolicyKind.Trust),
        },
        RoleSessionName = "s1",
        Duration = TimeSpan.FromHours(36),
        Scope = SessionScope.Invocation,
        IssuedTo = "fc.aliyuncs.com",
        FunctionName = "f",
        InvocationId = "1-a",
        InstanceId = "c-a",
    };
}
