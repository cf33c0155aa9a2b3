using FcCreds.Core.Policy;
using FcCreds.Core.Sessions;

namespace FcCreds.Tests.Core.Policy;

public sealed class DiagnosticMessagesTests
{
    private readonly DiagnosticMessages messages = new(SealingKeyRing.Ephemeral());

    private static DiagnosticMessage Denied => DiagnosticMessage.Of(
        Ask.User(Ask.Policy("readers", Ask.Statement("Deny", "oss:PutObject", "*"))),
        Ask.May(Ask.User(Ask.Policy("readers", Ask.Statement("Deny", "oss:PutObject", "*"))), "oss:PutObject", "acs:oss:*:1:b/k", Ask.When(("acs:SourceIp", "10.0.0.1"))));

    [Fact]
    public void A_message_comes_back_as_it_was_sealed()
    {
        var encoded = messages.Encode(Denied);
        Assert.StartsWith("AQIB", encoded, StringComparison.Ordinal);
        var decoded = messages.Decode(encoded)!;
        Assert.Equal((true, "AccountLevelIdentityBasedPolicy", "oss:PutObject", "acs:oss:*:1:b/k"), (decoded.ExplicitDeny, decoded.NoPermissionPolicyType, decoded.AuthAction, decoded.AuthResource));
        Assert.Equal(("SubUser", Ask.Account, "222222222222222222"), (decoded.AuthPrincipalType, decoded.AuthPrincipalOwnerId, decoded.AuthPrincipalDisplayName));
        Assert.Equal("10.0.0.1", decoded.AuthConditions["acs:SourceIp"]);
        Assert.Equal(new("Deny", "readers", "Custom", "RamUser"), Assert.Single(decoded.MatchedPolicies));
    }

    [Fact]
    public void Only_the_ring_that_sealed_it_opens_it()
        => Assert.Null(new DiagnosticMessages(SealingKeyRing.Ephemeral()).Decode(messages.Encode(Denied)));

    [Theory]
    [InlineData("")]
    [InlineData("AQIB")]
    [InlineData("AQIB====")]
    [InlineData("AQIB not base64")]
    [InlineData("CAISgarbage")]
    public void Garbage_is_nothing(string encoded) => Assert.Null(messages.Decode(encoded));

    [Fact]
    public void A_changed_character_is_noticed()
    {
        var encoded = messages.Encode(Denied).ToCharArray();
        encoded[^10] = encoded[^10] == 'A' ? 'B' : 'A';
        Assert.Null(messages.Decode(new(encoded)));
    }
}
