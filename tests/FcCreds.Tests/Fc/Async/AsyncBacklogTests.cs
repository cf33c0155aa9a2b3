using FcCreds.Fc.Async;

namespace FcCreds.Tests.Fc.Async;

public sealed class AsyncBacklogTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    private readonly AsyncBacklog backlog = new(atOnce: 2);

    [Fact]
    public void What_is_due_begins_in_the_order_of_acceptance()
    {
        backlog.Put(One("third", acceptedAt: 3));
        backlog.Put(One("first", acceptedAt: 1) with { NotBefore = Noon.AddSeconds(30) });
        backlog.Put(One("later", acceptedAt: 2) with { NotBefore = Noon.AddHours(2) });
        Assert.Equal(["first", "third"], Begin(Noon.AddMinutes(1)));
        Assert.Empty(Begin(Noon.AddHours(1)));
    }

    [Fact]
    public void Room_is_counted_for_each_function_of_each_account()
    {
        foreach (var account in new[] { "1", "2" })
        {
            for (var i = 0; i < 3; i++) backlog.Put(One($"{account}/{i}", i, account));
        }
        backlog.Put(One("another", 0, "1", "another"));
        Assert.Equal(["1/0", "1/1", "2/0", "2/1", "another"], Begin(Noon).Order(StringComparer.Ordinal));
        backlog.Ended(One("2/0", 0, "2"));
        Assert.Equal(["2/2"], Begin(Noon));
    }

    [Fact]
    public void What_was_taken_out_or_replaced_begins_not_or_once()
    {
        backlog.Put(One("gone", 0));
        backlog.Put(One("retried", 0) with { NotBefore = Noon.AddHours(1) });
        backlog.Put(One("retried", 0) with { Failures = 1 });
        backlog.PutNew(One("retried", 0) with { Failures = 7 });
        Assert.Equal("gone", backlog.Remove("gone")?.RequestId);
        Assert.Null(backlog.Remove("gone"));
        List<AsyncInvocation> begun = [];
        backlog.BeginDue(Noon.AddHours(2), one =>
        {
            begun.Add(one);
            return true;
        });
        Assert.Equal(1, Assert.Single(begun).Failures);
        Assert.Null(backlog.Remove("retried"));
    }

    [Fact]
    public void What_runs_already_takes_no_room_twice()
    {
        backlog.Put(One("running", 0));
        backlog.BeginDue(Noon, _ => false);
        for (var i = 0; i < 3; i++) backlog.Put(One($"{i}", i));
        Assert.Equal(["0", "1"], Begin(Noon));
    }

    private List<string> Begin(DateTimeOffset now)
    {
        List<string> begun = [];
        backlog.BeginDue(now, one =>
        {
            begun.Add(one.RequestId);
            return true;
        });
        return begun;
    }

    private static AsyncInvocation One(string requestId, int acceptedAt, string account = "1", string function = "orders") => new()
    {
        RequestId = requestId,
        AccountId = account,
        FunctionName = function,
        Event = [],
        EnqueuedAt = Noon.AddSeconds(acceptedAt),
        NotBefore = Noon,
    };
}
