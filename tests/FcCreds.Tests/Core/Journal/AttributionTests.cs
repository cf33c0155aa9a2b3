using FcCreds.Core.Journal;

namespace FcCreds.Tests.Core.Journal;

public sealed class AttributionTests
{
    private readonly Attribution attribution = new();
    private long position;

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

        var called = Tell(Happened.Called("s") with { InvocationId = "1-z" });

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

    [Fact]
    public void A_call_with_credentials_of_an_invocation_before_names_the_one_that_has_its_instance_now()
    {
        Hear(Happened.Issued("s", "invocation", invocation: "1-a"), Happened.Started("1-a", "c-a"));
        Assert.Null(Successor("s"));

        Hear(Happened.Ended("1-a", "c-a"), Happened.Started("1-x", "c-x"));
        Assert.Null(Successor("s"));

        Hear(Happened.Started("1-b", "c-a"));
        Assert.Equal("1-b", Successor("s"));

        // What the call after kept is as stale when that one has ended too.
        Hear(Happened.Ended("1-b", "c-a"));
        Assert.Equal("1-b", Successor("s"));

        Hear(Happened.Started("1-c", "c-a"));
        Assert.Equal("1-c", Successor("s"));
    }

    [Fact]
    public void A_call_counts_from_when_it_came_however_late_it_is_answered()
    {
        Hear(Happened.Issued("own", "invocation", invocation: "1-a"), Happened.Issued("shared", "instance", instance: "c-a"), Happened.Started("1-a", "c-a"));
        var arrived = position;
        Hear(Happened.Ended("1-a", "c-a"));
        var between = position;
        Hear(Happened.Started("1-b", "c-a"));

        Assert.Null(Tell(Happened.Called("own") with { ArrivedAfter = arrived }).SupersededBy);
        Assert.Equal("1-a", Tell(Happened.Called("shared") with { ArrivedAfter = arrived }).InvocationId);
        Assert.Null(Tell(Happened.Called("own") with { ArrivedAfter = between }).SupersededBy);
        Assert.Null(Tell(Happened.Called("shared") with { ArrivedAfter = between }).InvocationId);
        Assert.Equal("1-b", Tell(Happened.Called("own") with { ArrivedAfter = between + 1 }).SupersededBy);
        Assert.Equal("1-b", Tell(Happened.Called("shared") with { ArrivedAfter = between + 1 }).InvocationId);
    }

    [Fact]
    public void A_url_signed_by_an_invocation_may_outlive_it_and_an_instances_credentials_may_be_kept()
    {
        Hear(
            Happened.Issued("own", "invocation", invocation: "1-a"), Happened.Issued("shared", "instance", instance: "c-a"),
            Happened.Started("1-a", "c-a"), Happened.Ended("1-a", "c-a"), Happened.Started("1-b", "c-a"));

        Assert.Null(Tell(Happened.Called("own") with { IsPresigned = true }).SupersededBy);
        Assert.Null(Successor("shared"));
    }

    [Fact]
    public void A_call_with_an_instances_credentials_after_its_end_names_it_and_the_one_that_the_function_has_now()
    {
        Hear(Happened.Issued("s", "instance", instance: "c-a"), Happened.Issued("other", "instance", "g", instance: "c-x"));
        Assert.Null(Tell(Happened.Called("s")).EndedInstance);
        var arrived = position;
        Hear(new InstanceEnded { InstanceId = "c-a" });

        var alone = Tell(Happened.Called("s"));
        Assert.Equal(("c-a", null), (alone.EndedInstance, alone.LaterInstance));
        Hear(Happened.Issued("next", "instance", instance: "c-b"));
        Assert.Equal("c-b", Tell(Happened.Called("s")).LaterInstance);

        Assert.Null(Tell(Happened.Called("s") with { ArrivedAfter = arrived }).EndedInstance);
        Assert.Null(Tell(Happened.Called("s") with { IsPresigned = true }).EndedInstance);
        Assert.Null(Tell(Happened.Called("next")).EndedInstance);
    }

    private void Hear(params JournalEvent[] events)
    {
        foreach (var one in events) attribution.Attribute(one with { Sequence = ++position });
    }

    private ServiceCalled Tell(ServiceCalled called) => (ServiceCalled)attribution.Attribute(called with { Sequence = ++position });

    private string? Successor(string session) => Tell(Happened.Called(session)).SupersededBy;

    private (string? Function, string? Invocation, string? Instance) Call(string? session)
    {
        var called = Tell(Happened.Called(session));
        return (called.FunctionName, called.InvocationId, called.InstanceId);
    }
}
