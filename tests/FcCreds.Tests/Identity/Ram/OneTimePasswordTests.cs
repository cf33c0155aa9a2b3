using FcCreds.Identity.Ram.Api;

namespace FcCreds.Tests.Identity.Ram;

public sealed class OneTimePasswordTests
{
    /// <summary>"12345678901234567890" in base32: the seed of RFC 6238, appendix B; codes cut to their last six digits.</summary>
    private const string Seed = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1234567890, "005924")]
    [InlineData(20000000000, "353130")]
    public void Codes_are_those_of_the_rfc(long seconds, string code)
        => Assert.Equal(code, OneTimePassword.Of(Seed, OneTimePassword.StepOf(DateTimeOffset.FromUnixTimeSeconds(seconds))));

    [Fact]
    public void Two_codes_must_follow_each_other_about_now()
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1_234_567_890);
        var step = OneTimePassword.StepOf(now);
        string Code(long at) => OneTimePassword.Of(Seed, step + at);
        Assert.True(OneTimePassword.AreInARow(Seed, Code(-1), Code(0), now));
        Assert.False(OneTimePassword.AreInARow(Seed, Code(0), Code(0), now));
        Assert.False(OneTimePassword.AreInARow(Seed, Code(-9), Code(-8), now));
    }
}
