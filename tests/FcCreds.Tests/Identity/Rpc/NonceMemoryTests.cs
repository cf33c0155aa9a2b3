using FcCreds.Identity.Rpc;

namespace FcCreds.Tests.Identity.Rpc;

public sealed class NonceMemoryTests
{
    [Fact]
    public void A_nonce_is_remembered_for_as_long_as_its_timestamp_could_be_accepted_and_then_forgotten()
    {
        var time = new ManualTimeProvider();
        var nonces = new NonceMemory(time);
        time.Advance(TimeSpan.FromMinutes(29));
        Assert.True(nonces.TryUse("key", "n"));
        time.Advance(TimeSpan.FromMinutes(2));
        Assert.False(nonces.TryUse("key", "n"));
        time.Advance(TimeSpan.FromMinutes(28));
        Assert.False(nonces.TryUse("key", "n"));
        time.Advance(TimeSpan.FromMinutes(61));
        Assert.True(nonces.TryUse("key", "n"));
    }
}
