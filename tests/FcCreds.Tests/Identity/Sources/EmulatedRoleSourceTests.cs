using FcCreds.Core.Ids;
using FcCreds.Core.Journal;
using FcCreds.Core.Sessions;
using FcCreds.Core.Time;
using FcCreds.Identity.Ram;
using FcCreds.Identity.Sources;

namespace FcCreds.Tests.Identity.Sources;

public sealed class EmulatedRoleSourceTests : IAsyncDisposable
{
    private readonly RamDirectory directory = Given.Directory();
    private readonly SealingKeyRing ring = SealingKeyRing.Ephemeral();
    private readonly Clocks clocks = Clocks.System();
    private readonly Journal journal;
    private readonly EmulatedRoleSource source;

    public EmulatedRoleSourceTests()
    {
        journal = new(clocks.Wire);
        source = new(directory, new SessionIssuer(ring, clocks, new IdSource(clocks.Wire), journal));
    }

    public ValueTask DisposeAsync() => journal.DisposeAsync();

    [Fact]
    public async Task A_role_that_trusts_FC_is_assumed_for_longer_than_its_own_maximum()
    {
        var session = await AssumeAsync($"acs:ram::{Given.AccountId}:role/orders");

        var claims = session.Credentials!.Claims;
        Assert.Equal(ServiceSessionRefusal.None, session.Refusal);
        Assert.Equal(TimeSpan.FromHours(36), claims.ExpiresAt - claims.IssuedAt);
        Assert.Equal(("fc.aliyuncs.com", SessionScope.Invocation, "orders"), (claims.IssuedTo, claims.Scope, claims.RoleName));
        Assert.Equal(claims.SessionId, new OpenedTokens(ring).Open(session.Credentials.SecurityToken.Value)!.Claims.SessionId);
    }

    [Fact]
    public async Task The_journal_says_what_the_credentials_are_for()
    {
        await AssumeAsync($"acs:ram::{Given.AccountId}:role/orders");
        var issued = Assert.IsType<CredentialIssued>(Assert.Single(journal.Read(new())));
        Assert.Equal(("write-order", "1-invocation", "c-instance"), (issued.FunctionName, issued.InvocationId, issued.InstanceId));
    }

    [Fact]
    public async Task A_role_that_does_not_trust_FC_is_refused_with_the_statement_to_add()
    {
        var session = await AssumeAsync($"acs:ram::{Given.AccountId}:role/open");
        Assert.Null(session.Credentials);
        Assert.Equal(ServiceSessionRefusal.RoleDoesNotTrustService, session.Refusal);
        Assert.Contains("""{ "Effect": "Allow", "Action": "sts:AssumeRole", "Principal": { "Service": ["fc.aliyuncs.com"] } }""", session.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_role_nobody_declared_is_refused_with_the_declaration_to_add()
    {
        var session = await AssumeAsync($"acs:ram::{Given.AccountId}:role/missing");
        Assert.Equal(ServiceSessionRefusal.RoleNotFound, session.Refusal);
        Assert.Contains("{ name: missing, trust: fc.aliyuncs.com, policies: [...] }", session.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_that_is_no_arn_is_refused()
    {
        var session = await AssumeAsync("orders");
        Assert.Equal(ServiceSessionRefusal.MalformedRoleArn, session.Refusal);
        Assert.StartsWith("'orders' is no role ARN", session.Reason, StringComparison.Ordinal);
    }

    private async Task<ServiceSession> AssumeAsync(string roleArn) => await source.AssumeForServiceAsync(new()
    {
        RoleArn = roleArn,
        Service = "fc.aliyuncs.com",
        RoleSessionName = "fc-session",
        Duration = TimeSpan.FromHours(36),
        Scope = SessionScope.Invocation,
        FunctionName = "write-order",
        InvocationId = "1-invocation",
        InstanceId = "c-instance",
    }, CancellationToken.None);
}
