using FcCreds.Core.Callers;

namespace FcCreds.Tests.Core.Callers;

public sealed class AccessKeyUsesTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    [Fact]
    public void A_use_counts_by_the_minute_and_the_latest_one_stays()
    {
        var uses = new AccessKeyUses();
        Assert.Null(uses.LastOf("LTAIa"));
        uses.Note("LTAIa", Start);
        uses.Note("LTAIa", Start + TimeSpan.FromSeconds(59));
        Assert.Equal(Start, uses.LastOf("LTAIa"));
        uses.Note("LTAIa", Start + TimeSpan.FromSeconds(60));
        uses.Merge("LTAIa", Start);
        Assert.Equal(Start + TimeSpan.FromSeconds(60), uses.LastOf("LTAIa"));
    }
}
