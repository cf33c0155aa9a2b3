using FcCreds.Core.Callers;
using FcCreds.Core.Signing;

namespace FcCreds.Tests.Oss.Access;

public sealed class OssAuthenticatorTests
{
    private const string FullAccess = """{"Version":"1","Statement":[{"Effect":"Allow","Action":"oss:*","Resource":"*"}]}""";

    [Theory]
    [InlineData(nameof(Signing.V4))]
    [InlineData(nameof(Signing.V1))]
    [InlineData(nameof(Signing.PresignedV4))]
    [InlineData(nameof(Signing.PresignedV1))]
    public async Task A_session_signs_in_every_way(string signing)
    {
        await using var oss = await OssFixture.StartAsync();
        var session = oss.Session(FullAccess);
        var client = oss.As(SigningKey.Of(session));
        var way = Enum.Parse<Signing>(signing);
        (await client.SendAsync(new("PUT", "/photos/a") { Body = "x"u8.ToArray(), Signing = way })).IsOk();
        var answer = (await client.SendAsync(new("GET", "/photos/a") { Signing = way })).IsOk();
        var told = oss.JournalOf(answer);
        Assert.Equal((session.Claims.SessionId, way is Signing.PresignedV4 or Signing.PresignedV1), (told.SessionId, told.IsPresigned));
    }

    [Fact]
    public async Task A_wrong_signature_shows_what_was_signed_here()
    {
        await using var oss = await OssFixture.StartAsync();
        var answer = await oss.As(oss.Root with { AccessKeySecret = new("wrong") }).GetAsync("/photos/a");
        answer.IsRefused(403, "SignatureDoesNotMatch", "0002-00000040");
        Assert.Equal("LTAIroot", answer.Error.Element("OSSAccessKeyId")!.Value);
        Assert.StartsWith("OSS4-HMAC-SHA256\n", answer.Error.Element("StringToSign")!.Value.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.StartsWith("4F 53 53 34 ", answer.Error.Element("StringToSignBytes")!.Value, StringComparison.Ordinal);
        Assert.NotNull(answer.Error.Element("SignatureProvided"));
        Assert.NotNull(answer.Error.Element("CanonicalRequest"));
    }

    [Fact]
    public async Task An_unknown_key_is_not_in_the_records()
    {
        await using var oss = await OssFixture.StartAsync();
        var answer = await oss.As(new("LTAInobody", new Secret("x"))).GetAsync("/no-such-bucket/a");
        answer.IsRefused(403, "InvalidAccessKeyId", "0002-00000902");
        Assert.Equal("LTAInobody", answer.Error.Element("OSSAccessKeyId")!.Value);
    }

    [Fact]
    public async Task A_session_key_without_its_token_says_so()
    {
        await using var oss = await OssFixture.StartAsync();
        var answer = await oss.As(SigningKey.Of(oss.Session(FullAccess)) with { SecurityToken = null }).GetAsync("/photos/a");
        answer.IsRefused(403, "InvalidAccessKeyId", "0002-00000003");
        Assert.Contains("The Security Token may be lost", answer.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_with_a_long_term_key_is_unknown_to_STS()
    {
        await using var oss = await OssFixture.StartAsync();
        var token = oss.Session(FullAccess).SecurityToken;
        (await oss.As(oss.Root with { SecurityToken = token }).GetAsync("/photos/a")).IsRefused(403, "InvalidAccessKeyId", "0002-00000002");
    }

    [Fact]
    public async Task A_foreign_token_does_not_match()
    {
        await using var oss = await OssFixture.StartAsync();
        var key = SigningKey.Of(oss.Session(FullAccess)) with { SecurityToken = oss.Session(FullAccess).SecurityToken };
        (await oss.As(key).GetAsync("/photos/a")).IsRefused(403, "AccessKeyIdAndSecurityTokenNotMatch", "0002-00000004");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_garbage_or_truncated_token_is_invalid(bool truncated)
    {
        await using var oss = await OssFixture.StartAsync();
        var session = SigningKey.Of(oss.Session(FullAccess));
        var token = truncated ? session.SecurityToken!.Value.Value[..^9] : "CAISgarbage";
        (await oss.As(session with { SecurityToken = new Secret(token) }).GetAsync("/photos/a")).IsRefused(403, "InvalidSecurityToken", "0002-00000006");
    }

    [Theory]
    [InlineData(false, "SecurityTokenExpired", "0002-00000007")]
    [InlineData(true, "InvalidAccessKeyId", "0002-00000002")]
    public async Task An_expired_token_is_refused(bool forgets, string code, string ec)
    {
        await using var oss = await OssFixture.StartAsync(new() { ForgetsExpiredKeys = forgets });
        var session = oss.Session(FullAccess);
        oss.Clocks.Life.Shift = TimeSpan.FromHours(2);
        var answer = await oss.As(SigningKey.Of(session)).GetAsync("/photos/a");
        answer.IsRefused(403, code, ec);
        Assert.Equal(session.Claims.SessionId, oss.JournalOf(answer).SessionId);
        Assert.Equal(session.Claims.PrincipalArn, oss.JournalOf(answer).Principal);
    }

    [Fact]
    public async Task A_session_ends_with_its_role()
    {
        await using var oss = await OssFixture.StartAsync();
        var session = oss.Session(FullAccess);
        oss.ForgetRole(session.Claims.RoleName);
        (await oss.As(SigningKey.Of(session)).GetAsync("/photos/a")).IsRefused(403, "InvalidAccessKeyId", "0002-00000002");
    }

    [Fact]
    public async Task A_disabled_key_is_refused()
    {
        await using var oss = await OssFixture.StartAsync();
        oss.Disable(oss.User);
        (await oss.As(oss.User).GetAsync("/photos/a")).IsRefused(403, "InvalidAccessKeyId");
    }

    [Theory]
    [InlineData(nameof(Signing.V4), 16)]
    [InlineData(nameof(Signing.V1), -16)]
    public async Task A_skewed_clock_is_told_both_times(string signing, int minutes)
    {
        await using var oss = await OssFixture.StartAsync();
        var answer = await oss.Client.SendAsync(new("GET", "/photos/a") { Signing = Enum.Parse<Signing>(signing), Skew = TimeSpan.FromMinutes(minutes) });
        answer.IsRefused(403, "RequestTimeTooSkewed", "0002-00000504");
        Assert.Equal("900000", answer.Error.Element("MaxAllowedSkewMilliseconds")!.Value);
        Assert.EndsWith(".000Z", answer.Error.Element("RequestTime")!.Value, StringComparison.Ordinal);
        Assert.EndsWith(".000Z", answer.Error.Element("ServerTime")!.Value, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(nameof(Signing.PresignedV4))]
    [InlineData(nameof(Signing.PresignedV1))]
    public async Task An_expired_URL_is_refused(string signing)
    {
        await using var oss = await OssFixture.StartAsync();
        var answer = await oss.Client.SendAsync(new("GET", "/photos/a") { Signing = Enum.Parse<Signing>(signing), Skew = TimeSpan.FromMinutes(-16) });
        answer.IsRefused(403, "AccessDenied", "0002-00000069");
        Assert.Equal("Request has expired.", answer.Message);
    }

    [Theory]
    [InlineData("Basic abc", 400, "InvalidArgument", null)]
    [InlineData("OSS nocolon", 400, "InvalidArgument", null)]
    [InlineData("OSS4-HMAC-SHA256 nonsense", 400, "InvalidArgument", "0002-00000202")]
    [InlineData("OSS LTAIroot:c2ln", 403, "AccessDenied", "0002-00000503")]
    public async Task An_Authorization_that_cannot_be_read_is_refused(string header, int status, string code, string? ec)
    {
        await using var oss = await OssFixture.StartAsync();
        (await oss.As(null).SendAsync(new("GET", "/photos/a") { Headers = [("Authorization", header)] })).IsRefused(status, code, ec);
    }

    [Fact]
    public async Task A_missing_bucket_is_told_only_to_who_is_known()
    {
        await using var oss = await OssFixture.StartAsync();
        (await oss.Client.GetAsync("/no-such-bucket/a")).IsRefused(404, "NoSuchBucket", "0015-00000101");
        (await oss.As(oss.Root with { AccessKeySecret = new("wrong") }).GetAsync("/no-such-bucket/a")).IsRefused(403, "SignatureDoesNotMatch");
    }
}
