using FcCreds.Core.Sessions;

namespace FcCreds.Tests.Core.Sessions;

public sealed class OpenedTokensTests
{
    [Fact]
    public void A_token_is_opened_once_while_it_is_in_use()
    {
        var ring = SealingKeyRing.Ephemeral();
        var tokens = new OpenedTokens(ring);
        var token = SealedToken.Seal(ring.Primary, Given.Claims());

        Assert.Same(tokens.Open(token), tokens.Open(new string(token)));
    }

    [Fact]
    public void A_token_whose_session_policy_cannot_be_read_is_refused()
    {
        var ring = SealingKeyRing.Ephemeral();

        Assert.Null(new OpenedTokens(ring).Open(SealedToken.Seal(ring.Primary, Given.Claims("{}"))));
    }

    [Fact]
    public void The_cache_forgets_what_is_not_used()
    {
        var cache = new RecentlyUsed<int, string>(10);
        for (var key = 0; key < 1000; key++)
        {
            cache.Set(key, "x");
            Assert.NotNull(cache.Find(0));
            Assert.InRange(cache.Count, 1, 23);
        }
        Assert.Null(cache.Find(500));
    }

    [Fact]
    public void Removed_is_gone()
    {
        var cache = new RecentlyUsed<int, string>(2);
        for (var key = 0; key < 4; key++) cache.Set(key, "x");
        for (var key = 0; key < 4; key++) cache.Remove(key);

        Assert.Equal(0, cache.Count);
    }
}
