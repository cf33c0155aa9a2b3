using FcCreds.Core.Callers;
using FcCreds.Core.Journal;

namespace FcCreds.Tests.Core.Journal;

public sealed class MistakeSpotterTests : IAsyncLifetime
{
    private readonly FcCreds.Core.Journal.Journal journal = new(TimeProvider.System);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => journal.DisposeAsync();

    [Fact]
    public void A_call_with_an_earlier_invocations_session_is_told_with_function_age_and_both_ids()
    {
        Hear(Happened.Issued("s", "invocation", invocation: "1-a"), Happened.Started("1-a", "c"), Happened.Called("s"), Happened.Ended("1-a", "c"), Happened.Started("1-b", "c"));
        Assert.Empty(Mistakes());

        Hear(Happened.Called("s"));

        var mistake = Assert.Single(Mistakes());
        Assert.Equal((HandlerMistake.StaleCredentials, "f", "1-b", "s"), (mistake.Rule, mistake.FunctionName, mistake.InvocationId, mistake.SessionId));
        Assert.Matches("credentials of invocation 1-a, issued [0-9.]+ s ago, while invocation 1-b ran", mistake.Message);
        Assert.Equal(mistake.Sequence - 1, journal.Read(new()).OfType<ServiceCalled>().Last().Sequence);
    }

    [Fact]
    public void Many_calls_of_one_invocation_are_one_mistake_and_the_next_invocation_makes_it_again()
    {
        Hear(Happened.Issued("s", "invocation", invocation: "1-a"), Happened.Started("1-a", "c"), Happened.Ended("1-a", "c"), Happened.Started("1-b", "c"));
        Hear(Happened.Called("s"), Happened.Called("s"), Happened.Ended("1-b", "c"), Happened.Started("1-c", "c"), Happened.Called("s"));
        Assert.Equal(["1-b", "1-c"], Mistakes().Select(mistake => mistake.InvocationId));
    }

    [Fact]
    public void A_functions_key_without_its_token_is_told_and_belongs_to_its_invocation()
    {
        Hear(Happened.Issued("s", "invocation", invocation: "1-a") with { AccessKeyId = "STS.FcCmine" }, Happened.Started("1-a", "c"));
        Hear(WithoutToken("STS.FcCmine"), WithoutToken("STS.FcCnobodys"));
        var mistake = Assert.Single(Mistakes());
        Assert.Equal((HandlerMistake.MissingToken, "f", "1-a"), (mistake.Rule, mistake.FunctionName, mistake.InvocationId));
        Assert.Contains("StsAuth", mistake.Advice, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cn-hangzhou", 0)]
    [InlineData("cn-shenzhen", 1)]
    public void An_internal_endpoint_of_another_region_is_told(string called, int mistakes)
    {
        Hear(Happened.Issued("s", "invocation", invocation: "1-a"), Happened.Started("1-a", "c") with { Region = "cn-hangzhou" }, Happened.Called("s") with { InternalRegion = called });
        Assert.Equal(mistakes, Mistakes().Count);
        Assert.All(Mistakes(), mistake => Assert.Contains($"oss-{called}.aliyuncs.com", mistake.Advice, StringComparison.Ordinal));
    }

    [Fact]
    public void A_call_with_the_credentials_of_an_ended_instance_is_told_once()
    {
        Hear(Happened.Issued("s", "instance", instance: "c-a"), Happened.Called("s"), new InstanceEnded { InstanceId = "c-a", FunctionName = "f" }, Happened.Issued("next", "instance", instance: "c-b"));
        Assert.Empty(Mistakes());
        Hear(Happened.Called("s"), Happened.Called("s"), Happened.Called("next"));
        var mistake = Assert.Single(Mistakes());
        Assert.Equal((HandlerMistake.StaleCredentials, "f", "c-a", "s"), (mistake.Rule, mistake.FunctionName, mistake.InstanceId, mistake.SessionId));
        Assert.Matches("credentials of instance c-a, issued [0-9.]+ s ago, after that instance had ended; the function has instance c-b by now", mistake.Message);
    }

    private static ServiceCalled WithoutToken(string accessKeyId) => Happened.Called(null) with
    {
        Refusal = new() { Who = new() { Arn = "unknown", AccessKeyId = accessKeyId }, Verdict = nameof(CallerVerdict.MissingToken), Reason = "no token" },
    };

    private void Hear(params JournalEvent[] happened)
    {
        foreach (var one in happened) journal.Append(one);
    }

    private IReadOnlyList<HandlerMistake> Mistakes() => [.. journal.Read(new()).OfType<HandlerMistake>()];
}
