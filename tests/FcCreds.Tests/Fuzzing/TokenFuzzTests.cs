using System.Text;
using FcCreds.Core.Sessions;
using FcCreds.Core.Time;
using FcCreds.Identity.Delivery;
using FcCreds.Tests.Core.Sessions;

namespace FcCreds.Tests.Fuzzing;

/// <summary>Tokens and capabilities open if they were sealed here, and nothing that is made of them does.</summary>
public sealed class TokenFuzzTests
{
    /// <summary>Always the same, so that an input which failed fails again.</summary>
    private static readonly SealingKeyRing Ring = SealingKeyRing.Parse($"k1k1:primary:{Convert.ToBase64String(new byte[32])}");

    [Fact]
    public Task No_security_token_opens_but_the_one_that_was_sealed()
    {
        var token = SealedToken.Seal(Ring.Primary, Given.Claims());
        return Fuzz.RunAsync("token", input =>
        {
            var text = Encoding.Latin1.GetString(input);
            Assert.Equal(text == token, SealedToken.Open(Ring, text) is not null);
        }, Encoding.Latin1.GetBytes(token));
    }

    [Fact]
    public Task Nothing_made_of_a_capability_names_another_consumer()
    {
        var capabilities = new ConsumerCapability(Ring);
        var consumer = new Consumer { Name = "uri:orders", RoleArn = "acs:ram::1234567890123456:role/writer", RoleSessionName = "orders", Duration = TimeSpan.FromHours(1) };
        var segment = capabilities.Seal(consumer);
        return Fuzz.RunAsync("token", input =>
        {
            var text = Encoding.Latin1.GetString(input);
            // Base64 readers skip white space and ignore the last bits: another spelling is the same capability.
            if (text == segment || capabilities.Open(text) is not null) Assert.Equal(consumer, capabilities.Open(text));
        }, Encoding.Latin1.GetBytes(segment));
    }

    [Fact]
    public Task No_token_of_one_kind_is_one_of_another()
    {
        var (capabilities, metadata) = (new ConsumerCapability(Ring), new MetadataTokens(Ring, Clocks.System()));
        var token = metadata.Issue("21600")!;
        return Fuzz.RunAsync("token", input =>
        {
            var text = Encoding.Latin1.GetString(input);
            if (text == token) Assert.True(metadata.IsGood(text));
            Assert.Null(capabilities.Open(text));
            Assert.Null(SealedToken.Open(Ring, text));
        }, Encoding.Latin1.GetBytes(token));
    }

    [Fact]
    public Task An_envelope_has_one_spelling()
    {
        const int TagLength = 16;
        byte[][] wrapped = [TokenEnvelope.Wrap(new byte[40], TagLength), TokenEnvelope.Wrap(new byte[400], TagLength)];
        return Fuzz.RunAsync("token", input =>
        {
            if (TokenEnvelope.Unwrap(input, TagLength) is { } box) Assert.Equal(input, TokenEnvelope.Wrap(box, TagLength));
        }, wrapped);
    }
}
