using FcCreds.Core.Callers;
using FcCreds.Core.Policy;
using FcCreds.Core.Sessions;
using FcCreds.Core.Signing;
using FcCreds.Core.Time;

namespace FcCreds.Tests.Core.Callers;

public sealed class CallerResolverTests : IAsyncDisposable
{
    private readonly Accounts accounts = new();
    private readonly SealingKeyRing ring = SealingKeyRing.Ephemeral();
    private readonly Clocks clocks;
    private readonly FcCreds.Core.Journal.Journal journal;
    private readonly SessionIssuer issuer;
    private readonly CallerResolver resolver;

    public CallerResolverTests()
    {
        var time = new ManualTimeProvider();
        clocks = new(new(time), new(time), time);
        journal = new(clocks.Wire);
        issuer = new(ring, clocks, new(clocks.Wire), journal);
        resolver = new(accounts, new(ring), clocks);
    }

    private DateTimeOffset Now => clocks.Wire.GetUtcNow();

    public ValueTask DisposeAsync() => journal.DisposeAsync();

    [Fact]
    public void A_users_key_is_known()
    {
        var outcome = resolver.Resolve(Signed("LTAIalice", "alices-secret"));

        Assert.Equal(CallerVerdict.Known, outcome.Verdict);
        Assert.Same(accounts.Alice, outcome.Caller);
        Assert.Equal(Now, outcome.ServerTime);
    }

    [Fact]
    public void A_role_session_is_known_with_the_roles_policies_as_they_are_now()
    {
        var credentials = Issue();
        Assert.Empty(Known(credentials).Policies);

        accounts.Role = accounts.Role! with { Policies = [SystemPolicies.Find("AliyunOSSReadOnlyAccess")!] };
        var caller = Known(credentials);

        Assert.Equal(CallerKind.AssumedRole, caller.Kind);
        Assert.Equal("acs:ram::1234567890123456:assumed-role/orders/s1", caller.Arn);
        Assert.Equal("344584339364951186:s1", caller.PrincipalId);
        Assert.Equal("orders/s1", caller.Name);
        Assert.Equal(credentials.AccessKeyId, caller.AccessKeyId);
        Assert.Equal("AliyunOSSReadOnlyAccess", Assert.Single(caller.Policies).PolicyName);
        Assert.Equal(credentials.Claims, caller.Session);
        Assert.Null(caller.SessionPolicy);
        Assert.Same(caller, Known(credentials));
    }

    [Fact]
    public void A_session_policy_comes_along_parsed()
    {
        var policy = """{"Version":"1","Statement":[{"Effect":"Allow","Action":"oss:GetObject","Resource":"*"}]}""";

        Assert.Equal(policy, Known(Issue(policy)).SessionPolicy?.Document.Json);
    }

    [Fact]
    public void Long_term_keys_are_refused_in_order_of_what_is_wrong_first()
    {
        AssertVerdict(CallerVerdict.UnknownAccessKey, Signed("LTAInobody", "x"));
        AssertVerdict(CallerVerdict.UnknownAccessKey, Signed("", ""));
        AssertVerdict(CallerVerdict.TokenWithLongTermKey, Signed("LTAIalice", "alices-secret", token: Issue().SecurityToken.Value));
        AssertVerdict(CallerVerdict.TokenWithLongTermKey, Signed("LTAInobody", "x", token: "CAIS"));
        AssertVerdict(CallerVerdict.WrongSignature, Signed("LTAIalice", "another-secret"));
        accounts.AliceIsActive = false;
        AssertVerdict(CallerVerdict.InactiveAccessKey, Signed("LTAIalice", "another-secret"));
    }

    [Fact]
    public void Temporary_keys_are_refused_in_order_of_what_is_wrong_first()
    {
        var credentials = Issue();
        var other = Issue();

        AssertVerdict(CallerVerdict.MissingToken, Signed(credentials, token: null));
        AssertVerdict(CallerVerdict.MissingToken, Signed(credentials, token: ""));
        AssertVerdict(CallerVerdict.MalformedToken, Signed(credentials, token: "CAISgarbage"));
        AssertVerdict(CallerVerdict.MalformedToken, Signed(credentials, token: credentials.SecurityToken.Value[..^4]));
        AssertVerdict(CallerVerdict.TokenOfAnotherKey, Signed(credentials, token: other.SecurityToken.Value));
        AssertVerdict(CallerVerdict.WrongSignature, Signed(credentials, secret: "another-secret"));
    }

    [Fact]
    public void A_token_of_another_stack_does_not_open()
    {
        var foreign = new SessionIssuer(SealingKeyRing.Ephemeral(), clocks, new(clocks.Wire), journal).Issue(Order());

        AssertVerdict(CallerVerdict.MalformedToken, Signed(foreign));
    }

    [Fact]
    public void A_token_expires_by_the_life_clock_and_the_refusal_still_names_its_session()
    {
        var credentials = Issue();

        clocks.Life.Shift = TimeSpan.FromHours(1) - TimeSpan.FromTicks(1);
        AssertVerdict(CallerVerdict.Known, Signed(credentials));
        clocks.Life.Shift = TimeSpan.FromHours(1);
        var outcome = AssertVerdict(CallerVerdict.ExpiredToken, Signed(credentials, secret: "another-secret", signedAt: Now.AddHours(-2)));

        Assert.Equal(credentials.Claims, outcome.Claims);
        Assert.Null(outcome.Caller);
    }

    [Fact]
    public void A_role_that_is_gone_or_was_made_anew_takes_its_sessions_with_it()
    {
        var credentials = Issue();
        var role = accounts.Role!;

        accounts.Role = null;
        AssertVerdict(CallerVerdict.RevokedToken, Signed(credentials));
        accounts.Role = role with { RoleId = "399999999999999999" };
        AssertVerdict(CallerVerdict.RevokedToken, Signed(credentials));
        accounts.Role = role;
        AssertVerdict(CallerVerdict.Known, Signed(credentials));
    }

    [Theory]
    [InlineData(-15, true)]
    [InlineData(15, true)]
    [InlineData(-15.1, false)]
    [InlineData(15.1, false)]
    public void A_header_signature_may_be_a_quarter_of_an_hour_off_the_wire_clock(double minutes, bool isFresh)
    {
        var verdict = isFresh ? CallerVerdict.Known : CallerVerdict.SkewedClock;
        AssertVerdict(verdict, Signed("LTAIalice", "alices-secret", signedAt: Now.AddMinutes(minutes)));

        clocks.Wire.Shift = TimeSpan.FromDays(1);
        AssertVerdict(verdict, Signed("LTAIalice", "alices-secret", signedAt: Now.AddMinutes(minutes)));
    }

    [Fact]
    public void Freshness_is_judged_before_the_signature_and_after_the_key()
    {
        AssertVerdict(CallerVerdict.SkewedClock, Signed("LTAIalice", "another-secret", signedAt: Now.AddHours(1)));
        AssertVerdict(CallerVerdict.UnknownAccessKey, Signed("LTAInobody", "x", signedAt: Now.AddHours(1)));
        AssertVerdict(CallerVerdict.SignatureExpired, Signed("LTAIalice", "another-secret", validUntil: Now));
    }

    [Fact]
    public void A_presigned_url_is_good_until_its_end()
    {
        AssertVerdict(CallerVerdict.Known, Signed("LTAIalice", "alices-secret", validUntil: Now.AddSeconds(1)));
        AssertVerdict(CallerVerdict.SignatureExpired, Signed("LTAIalice", "alices-secret", validUntil: Now));
    }

    [Fact]
    public void A_presigned_url_may_start_as_far_in_the_future_as_clocks_may_differ()
    {
        AssertVerdict(CallerVerdict.Known, Signed("LTAIalice", "alices-secret", validFrom: Now.AddMinutes(15), validUntil: Now.AddMinutes(20)));
        AssertVerdict(CallerVerdict.SignatureNotYetValid, Signed("LTAIalice", "alices-secret", validFrom: Now.AddMinutes(15.1), validUntil: Now.AddMinutes(20)));
    }

    [Fact]
    public void A_presigned_url_dies_with_its_token()
    {
        var credentials = Issue();

        clocks.Life.Shift = TimeSpan.FromHours(1);

        AssertVerdict(CallerVerdict.ExpiredToken, Signed(credentials, validUntil: Now.AddHours(3)));
    }

    [Fact]
    public void A_session_ended_by_its_key_or_its_id_is_refused_and_its_neighbour_is_not()
    {
        var (expired, revoked, alive) = (Issue(), Issue(), Issue());

        resolver.Ended.State = resolver.Ended.State.With(expired.AccessKeyId, CallerVerdict.ExpiredToken, DateTimeOffset.MaxValue);
        resolver.Ended.State = resolver.Ended.State.With(revoked.Claims.SessionId, CallerVerdict.RevokedToken, DateTimeOffset.MaxValue);

        AssertVerdict(CallerVerdict.ExpiredToken, Signed(expired));
        AssertVerdict(CallerVerdict.RevokedToken, Signed(revoked));
        AssertVerdict(CallerVerdict.Known, Signed(alive));
    }

    private SessionCredentials Issue(string? sessionPolicy = null) => issuer.Issue(Order() with { SessionPolicy = sessionPolicy });

    private SessionOrder Order() => new()
    {
        Role = accounts.Role!,
        RoleSessionName = "s1",
        Duration = TimeSpan.FromHours(1),
        Scope = SessionScope.Shared,
        IssuedTo = "222222222222222222",
    };

    private Caller Known(SessionCredentials credentials) => AssertVerdict(CallerVerdict.Known, Signed(credentials)).Caller!;

    private CallerOutcome AssertVerdict(CallerVerdict verdict, PresentedSignature signature)
    {
        var outcome = resolver.Resolve(signature);
        Assert.Equal(verdict, outcome.Verdict);
        Assert.Equal(verdict == CallerVerdict.Known, outcome.Caller is not null);
        return outcome;
    }

    private static Spoken Signed(SessionCredentials credentials, string? secret = null, DateTimeOffset? signedAt = null, DateTimeOffset? validUntil = null)
        => Signed(credentials.AccessKeyId, secret ?? credentials.AccessKeySecret.Value, credentials.SecurityToken.Value, signedAt, validUntil: validUntil);

    private static Spoken Signed(SessionCredentials credentials, string? token)
        => Signed(credentials.AccessKeyId, credentials.AccessKeySecret.Value, token);

    private static Spoken Signed(string keyId, string secret, string? token = null, DateTimeOffset? signedAt = null, DateTimeOffset? validFrom = null, DateTimeOffset? validUntil = null)
        => new() { AccessKeyId = keyId, Provided = secret, SecurityToken = token, SignedAt = signedAt, ValidFrom = validFrom, ValidUntil = validUntil };

    /// <summary>A scheme whose signature is the secret itself: what is under test here is not cryptography.</summary>
    private sealed class Spoken : PresentedSignature
    {
        public override string StringToSign => "";

        public override bool IsMadeWith(string accessKeySecret) => accessKeySecret == Provided;
    }

    private sealed class Accounts : IPrincipalDirectory
    {
        public Caller Alice { get; } = Policy.Ask.User();

        public bool AliceIsActive { get; set; } = true;

        public Role? Role { get; set; } = new()
        {
            AccountId = Policy.Ask.Account,
            RoleName = "orders",
            RoleId = "344584339364951186",
            Trust = PolicyDocument.Known("""{"Version":"1","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"Service":"fc.aliyuncs.com"}}]}""", PolicyKind.Trust),
        };

        public AccessKey? FindAccessKey(string accessKeyId)
            => accessKeyId == "LTAIalice" ? new(accessKeyId, new("alices-secret"), AliceIsActive, Alice) : null;

        public Role? FindRole(string accountId, string roleName)
            => Role is { } role && role.AccountId == accountId && role.RoleName.Equals(roleName, StringComparison.OrdinalIgnoreCase) ? role : null;
    }
}
