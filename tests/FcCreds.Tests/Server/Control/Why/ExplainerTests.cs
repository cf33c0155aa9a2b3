using FcCreds.Core.Callers;
using FcCreds.Core.Errors;
using FcCreds.Core.Journal;
using FcCreds.Server.Control.Why;
using FcCreds.Tests.Core.Policy;

namespace FcCreds.Tests.Server.Control.Why;

public sealed class ExplainerTests : IAsyncDisposable
{
    private static readonly Caller Alice = Ask.User();

    private readonly Journal journal = new(TimeProvider.System);

    private Explainer Explainer => new(journal);

    public ValueTask DisposeAsync() => journal.DisposeAsync();

    [Fact]
    public void Last_is_the_newest_refusal_not_the_newest_request()
    {
        Tell("r1", 200, statement: "readers#1");
        Tell("r2", 403, refused: true);
        Tell("r3", 404);
        Assert.Equal("r2", Explainer.Explain("last").Requests.Single().RequestId);
    }

    [Fact]
    public void Without_a_refusal_last_is_the_newest_error_then_the_newest_request()
    {
        Assert.Throws<ServiceException>(() => Explainer.Explain("last"));
        Tell("r1", 200, statement: "owner");
        Assert.Contains("allowed as owner", Explainer.Explain("last").Requests.Single().Why, StringComparison.Ordinal);
        Tell("r2", 404, statement: "readers#1", code: "NoSuchKey");
        Tell("r3", 200);
        var failed = Explainer.Explain("last").Requests.Single();
        Assert.Equal(("r2", "failed"), (failed.RequestId, failed.Outcome));
        Assert.Equal("Permission is not the matter (it was allowed by readers#1): the service answered 404 NoSuchKey.", failed.Why);
    }

    [Theory]
    [InlineData("acl:public-read", "It was allowed by the ACL (public-read), which gives it to everyone.")]
    [InlineData("readers#2", "It was allowed by readers#2.")]
    [InlineData(null, "No permission was asked for.")]
    public void An_allowed_request_tells_what_allowed_it(string? statement, string why)
    {
        Tell("r1", 200, statement);
        Assert.Equal(why, Explainer.Explain("r1").Requests.Single().Why);
    }

    [Fact]
    public void An_invocation_is_explained_by_its_refused_calls()
    {
        Tell("r1", 200, statement: "readers#1", invocation: "i1");
        Tell("r2", 403, refused: true, invocation: "i1");
        Tell("r3", 403, refused: true, invocation: "i2");
        Assert.Equal("r2", Explainer.Explain("i1").Requests.Single().RequestId);
        Tell("r4", 200, statement: "readers#1", invocation: "i3");
        var nothing = Explainer.Explain("i3");
        Assert.Empty(nothing.Requests);
        Assert.Contains("asked 1 times", nothing.Note, StringComparison.Ordinal);
    }

    [Fact]
    public void A_request_that_nobody_knows_is_refused() => Assert.Equal("NoSuchRequest", Assert.Throws<ServiceException>(() => Explainer.Explain("r9")).Error.Code);

    private void Tell(string requestId, int status, string? statement = null, bool refused = false, string? invocation = null, string? code = null) => journal.Append(new ServiceCalled
    {
        Service = "oss",
        Operation = "PutObject",
        Resource = "oss://b/k",
        Principal = Alice.Arn,
        Status = status,
        Code = code ?? (status == 200 ? null : "AccessDenied"),
        Statement = statement,
        DurationMs = 1,
        RequestId = requestId,
        InvocationId = invocation,
        Refusal = refused ? RefusalTrace.Of(Alice, Ask.May(Alice, "oss:PutObject", "acs:oss:*:1:b/k"), DateTimeOffset.UnixEpoch) : null,
    });
}
