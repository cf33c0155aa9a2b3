using FcCreds.Core.Time;

namespace FcCreds.Tests.Core.Time;

public sealed class ManualTimeProviderTests
{
    [Fact]
    public void Timers_fire_in_order_of_their_due_times()
    {
        var clock = new ManualTimeProvider();
        var fired = new List<string>();
        using var late = clock.CreateTimer(_ => fired.Add("late"), null, TimeSpan.FromSeconds(2), Timeout.InfiniteTimeSpan);
        using var early = clock.CreateTimer(_ => fired.Add("early"), null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);

        clock.Advance(TimeSpan.FromSeconds(3));

        Assert.Equal(["early", "late"], fired);
    }

    [Fact]
    public void A_periodic_timer_fires_once_per_period_and_sees_its_own_time()
    {
        var clock = new ManualTimeProvider();
        var start = clock.GetUtcNow();
        var seen = new List<double>();
        using var timer = clock.CreateTimer(_ => seen.Add((clock.GetUtcNow() - start).TotalSeconds), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));

        clock.Advance(TimeSpan.FromSeconds(6));

        Assert.Equal([1, 3, 5], seen);
    }

    [Fact]
    public void A_disposed_timer_is_silent()
    {
        var clock = new ManualTimeProvider();
        var fired = 0;
        clock.CreateTimer(_ => fired++, null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan).Dispose();

        clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(0, fired);
    }

    [Fact]
    public async Task A_delay_ends_when_the_clock_is_moved_past_it()
    {
        var clock = new ManualTimeProvider();
        var delay = Task.Delay(TimeSpan.FromHours(36), clock, TestContext.Current.CancellationToken);

        clock.Advance(TimeSpan.FromHours(35));
        Assert.False(delay.IsCompleted);
        clock.Advance(TimeSpan.FromHours(1));

        await delay;
    }

    [Fact]
    public void Shifting_a_clock_moves_its_time_and_nothing_else()
    {
        var basis = new ManualTimeProvider();
        var shifted = new ShiftableTimeProvider(basis) { Shift = TimeSpan.FromHours(13) };
        var fired = 0;
        using var timer = shifted.CreateTimer(_ => fired++, null, TimeSpan.FromHours(1), Timeout.InfiniteTimeSpan);

        shifted.Shift = TimeSpan.FromHours(40);

        Assert.Equal(basis.GetUtcNow() + TimeSpan.FromHours(40), shifted.GetUtcNow());
        Assert.Equal(basis.GetTimestamp(), shifted.GetTimestamp());
        Assert.Equal(0, fired);
    }
}
