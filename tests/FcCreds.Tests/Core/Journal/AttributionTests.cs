using FcCreds.Core.Journal;

namespace FcCreds.Tests.Core.Journal;

public sealed class AttributionTests
{
    private readonly Attribution attribution = new();

    [Fact]
    public void A_call_with_an_invocations_own_credentials_is_that_invocations_even_after_its_end()
    {
        Hear(Happened.Issued("s", "invocation", invocation: "1-a", instance: "c-a"), Happened.Started("1-a", "c-a"), Happened.Ended("1-a", "c-a"), Happened.Started("1-b", "c-a"));

        Assert.Equal(("f", "1-a", "c-a"), Call("s"));
    }

    [Fact]
    public void A_call_with_an_instances_credentials_is_the_running_invocations()
    {
        Hear(Happened.Issued("s", "instance", instance: "c-a"));
        Assert.Equal(("f", null, "c-a"), Call("s"));

        Hear(Happened.Started("1-a", "c-a"), Happened.Started("1-x", "c-x"));
        Assert.Equal(("f", "1-a", "c-a"), Call("s"));

        Hear(Happened.Ended("1-a", "c-a"), Happened.Started("1-b", "c-a"));
        Assert.Equal(("f", "1-b", "c-a"), Call("s"));

        // An end that comes late must not hide the invocation that runs by then.
        Hear(Happened.Ended("1-a", "c-a"));
        Assert.Equal(("f", "1-b", "c-a"), Call("s"));

        Hear(Happened.Ended("1-b", "c-a"));
        Assert.Equal(("f", null, "c-a"), Call("s"));
    }

    [Fact]
    public void A_call_with_shared_credentials_is_the_functions_at_most()
    {
        Hear(Happened.Issued("s", "shared"), Happened.Issued("t", "shared", function: null), Happened.Started("1-a", "c-a"));

        Assert.Equal(("f", null, null), Call("s"));
        Assert.Equal((null, null, null), Call("t"));
    }

    [Fact]
    public void A_call_without_a_known_session_is_nobodys()
    {
        Assert.Equal((null, null, null), Call("unknown"));
        Assert.Equal((null, null, null), Call(null));
    }

    [Fact]
    public void What_the_event_says_itself_counts()
    {
        Hear(Happened.Issued("s", "invocation", invocation: "1-a", instance: "c-a"));

        var called = (ServiceCalled)attribution.Attribute(Happened.Called("s") with { InvocationId = "1-z" });

        Assert.Equal("1-z", called.InvocationId);
    }

    [Fact]
    public void A_session_in_use_is_remembered_however_many_are_issued()
    {
        Hear(Happened.Issued("s", "instance", instance: "c-a"));
        for (var n = 0; n < 100_000; n++)
        {
            Hear(Happened.Issued($"s{n}", "invocation", invocation: "1-a"));
            if (n % 1000 == 0) Assert.Equal("c-a", Call("s").Instance);
        }
        Assert.Equal((null, null, null), Call("s1"));
    }

    private void Hear(params JournalEvent[] events)
    {
        foreach (var one in events) attribution.Attribute(one);
    }

    private (string? Function, string? Invocation, string? Instance) Call(string? session)
    {
        var called = attribution.Attribute(Happened.Called(session));
        return (called.FunctionName, called.InvocationId, called.InstanceId);
    }
}
