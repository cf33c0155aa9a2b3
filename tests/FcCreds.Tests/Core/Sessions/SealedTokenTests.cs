using FcCreds.Core.Sessions;
using FsCheck;
using FsCheck.Fluent;

namespace FcCreds.Tests.Core.Sessions;

public sealed class SealedTokenTests
{
    private const string SessionPolicy = """{"Version":"1","Statement":[{"Effect":"Allow","Action":"oss:*","Resource":"*"}]}""";

    private readonly SealingKeyRing ring = SealingKeyRing.Ephemeral();

    [Theory]
    [InlineData(null)]
    [InlineData(SessionPolicy)]
    public void What_was_sealed_is_read_back(string? policy)
    {
        var claims = Given.Claims(policy) with { SourceIdentity = policy is null ? null : "Alice" };

        var opened = SealedToken.Open(ring, SealedToken.Seal(ring.Primary, claims));

        Assert.Equal(claims, opened?.Claims);
    }

    [Fact]
    public void A_token_looks_like_the_clouds_and_never_twice_the_same()
    {
        var first = SealedToken.Seal(ring.Primary, Given.Claims());
        var second = SealedToken.Seal(ring.Primary, Given.Claims());

        Assert.StartsWith("CAIS", first, StringComparison.Ordinal);
        Assert.InRange(first.Length, 200, 400);
        Assert.NotEqual(first, second);
    }

    [Fact]
    public void The_secret_is_derived_from_the_session_and_is_not_in_the_token()
    {
        var token = SealedToken.Seal(ring.Primary, Given.Claims());
        var secret = SealedToken.SecretOf(ring.Primary, Given.Claims()).Value;

        Assert.Matches("^[0-9A-Za-z]{44}$", secret);
        Assert.Equal(secret, SealedToken.Open(ring, token)!.AccessKeySecret.Value);
        Assert.NotEqual(secret, SealedToken.SecretOf(ring.Primary, Given.Claims() with { SessionId = new('a', 32) }).Value);
        Assert.NotEqual(secret, SealedToken.SecretOf(SealingKeyRing.Ephemeral().Primary, Given.Claims()).Value);
    }

    [Fact]
    public void A_flipped_bit_anywhere_voids_the_token()
    {
        var bytes = Convert.FromBase64String(SealedToken.Seal(ring.Primary, Given.Claims()));
        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.Null(SealedToken.Open(ring, Convert.ToBase64String(bytes)));
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
        }
        Assert.NotNull(SealedToken.Open(ring, Convert.ToBase64String(bytes)));
    }

    [Fact]
    public void A_token_has_only_one_spelling()
    {
        var token = SealedToken.Seal(ring.Primary, Given.Claims());

        Assert.Null(SealedToken.Open(ring, token + "\n"));
        Assert.Null(SealedToken.Open(ring, " " + token));
        Assert.Null(SealedToken.Open(ring, token.Insert(8, "\r\n")));
        Assert.Null(SealedToken.Open(ring, token + token));
    }

    [Fact]
    public void Unused_bits_of_the_last_character_must_be_zero()
    {
        // The texts around the claims make the lengths; one of three neighbours leaves a padded last group.
        var padded = Enumerable.Range(0, 3)
            .Select(n => SealedToken.Seal(ring.Primary, Given.Claims() with { RoleName = new('r', 5 + n) }))
            .First(token => token.EndsWith('='));
        var last = padded.TrimEnd('=').Length - 1;
        var other = (char)(padded[last] + 1);

        Assert.Null(SealedToken.Open(ring, padded.Remove(last, 1).Insert(last, other.ToString())));
    }

    [Fact]
    public void Every_truncation_is_refused()
    {
        var token = SealedToken.Seal(ring.Primary, Given.Claims());
        for (var length = 0; length < token.Length; length++) Assert.Null(SealedToken.Open(ring, token[..length]));
    }

    [Fact]
    public void Another_stacks_token_is_refused()
        => Assert.Null(SealedToken.Open(ring, SealedToken.Seal(SealingKeyRing.Ephemeral().Primary, Given.Claims())));

    [Fact]
    public void A_key_of_the_same_id_but_other_bytes_does_not_open_it()
    {
        const string One = "abcd:primary:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
        const string Other = "abcd:primary:AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

        var token = SealedToken.Seal(SealingKeyRing.Parse(One).Primary, Given.Claims());

        Assert.NotNull(SealedToken.Open(SealingKeyRing.Parse(One), token));
        Assert.Null(SealedToken.Open(SealingKeyRing.Parse(Other), token));
    }

    [Fact]
    public void A_box_for_another_purpose_is_no_token()
    {
        var box = SealedBox.Seal(ring.Primary, "fccreds/document/v1"u8, new byte[200]);

        Assert.Null(SealedToken.Open(ring, Convert.ToBase64String(TokenEnvelope.Wrap(box, 16))));
        Assert.Equal(new byte[200], SealedBox.Open(ring, "fccreds/document/v1"u8, box)?.Content);
    }

    [Fact]
    public void Long_texts_are_refused_before_they_are_read()
    {
        Assert.Null(SealedToken.Open(ring, "CAIS" + new string('A', SealedToken.MaxLength)));
        Assert.Null(SealedToken.Open(ring, ""));
    }

    [Fact]
    public void The_longest_session_fits()
    {
        var policy = SessionPolicy + new string(' ', 2048 - SessionPolicy.Length);
        var claims = Given.Claims(policy) with { RoleName = new('r', 64), RoleSessionName = new('s', 64), SourceIdentity = new('i', 64), IssuedTo = new('t', 128) };

        var token = SealedToken.Seal(ring.Primary, claims);

        Assert.InRange(token.Length, 2048, 4096);
        Assert.Equal(claims, SealedToken.Open(ring, token)?.Claims);
    }

    [Fact]
    public void Random_texts_never_throw()
    {
        var texts = ArbMap.Default.ArbFor<string>();
        var bytes = ArbMap.Default.ArbFor<byte[]>();
        var config = Config.QuickThrowOnFailure.WithReplay(20260102, 1).WithMaxTest(500);

        Check.One(config, Prop.ForAll(texts, text => text is null || SealedToken.Open(ring, text) is null));
        Check.One(config, Prop.ForAll(bytes, body => body is null || SealedToken.Open(ring, Convert.ToBase64String([0x08, 0x02, 0x12, .. body])) is null));
        Check.One(config, Prop.ForAll(bytes, body => body is null || SealedBox.Open(ring, default, [1, .. "abcd"u8, .. body]) is null));
    }
}
