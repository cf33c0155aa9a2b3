using FcCreds.Core.Errors;
using FcCreds.Identity.Upstream;

namespace FcCreds.Tests.Identity.Upstream;

/// <summary>A RAM that is throttled, broken or silent; a whole one is asked by the tests of <c>role pull</c>.</summary>
public sealed class UpstreamRamTests : IAsyncLifetime
{
    private const string Role = """{"Role":{"RoleName":"dev","Arn":"acs:ram::1999999999999999:role/dev","AssumeRolePolicyDocument":"{}"}}""";

    private readonly ManualTimeProvider time = new();
    private StubSts ram = null!;

    public async ValueTask InitializeAsync() => ram = await StubSts.StartAsync();

    public ValueTask DisposeAsync() => ram.DisposeAsync();

    [Fact]
    public async Task Every_policy_that_cannot_be_read_is_told()
    {
        ram.Answer = http => http.Request.Headers["x-acs-action"].ToString() switch
        {
            "GetRole" => StubSts.Says(200, Role)(http),
            "ListPoliciesForRole" => StubSts.Says(200, """{"Policies":{"Policy":[{"PolicyName":"a","PolicyType":"Custom"},{"PolicyName":"b","PolicyType":"System"},{"PolicyName":"c","PolicyType":"Custom"},{}]}}""")(http),
            _ => http.Request.Query["PolicyName"].ToString() switch
            {
                "a" => StubSts.Says(403, """{"Code":"NoPermission","Message":"You are not authorized to do this action."}""")(http),
                "b" => StubSts.Says(200, """{"DefaultPolicyVersion":{"PolicyDocument":"{}"}}""")(http),
                _ => StubSts.Says(200, "{}")(http),
            },
        };
        var (role, mistakes) = await ReadAsync();
        Assert.Equal("b", Assert.Single(role.Policies).PolicyName);
        Assert.Equal(
            [$"a: GetPolicy at {ram.Url.Authority}: NoPermission: You are not authorized to do this action.", "GetPolicy: c has no document", "ListPoliciesForRole: a policy without a name"],
            mistakes);
    }

    [Theory]
    [InlineData(200, "<html>", "its answer is not JSON as RAM writes it")]
    [InlineData(200, "null", "its answer is empty")]
    [InlineData(200, "{}", "its answer is no role")]
    [InlineData(200, """{"Role":7}""", "its answer is not JSON as RAM writes it")]
    [InlineData(503, "", "status 503")]
    [InlineData(400, """{"Code":"Throttling.User","Message":"Request was denied due to user flow control."}""", "Throttling.User: Request was denied due to user flow control.")]
    [InlineData(400, """{"Code":"SignatureDoesNotMatch","Message":"server string to sign is:my-secret"}""", "SignatureDoesNotMatch: server string to sign is:***")]
    public async Task What_is_no_role_is_refused_in_words(int status, string body, string said)
    {
        ram.Answer = StubSts.Says(status, body);
        Assert.Equal($"GetRole at {ram.Url.Authority}: {said}", await RefusalAsync());
    }

    [Fact]
    public async Task Reply_that_breaks_off_is_none()
    {
        ram.Answer = StubSts.Breaks(Role);
        Assert.StartsWith($"GetRole at {ram.Url.Authority}: ", await RefusalAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Silence_is_given_up()
    {
        ram.Answer = async http => await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        var refusal = RefusalAsync();
        await ram.ArrivalAsync();
        time.Advance(TimeSpan.FromSeconds(10));
        Assert.EndsWith("no answer within 10 seconds", await refusal, StringComparison.Ordinal);
    }

    private async Task<(UpstreamRoleRecord Role, IReadOnlyList<string> Mistakes)> ReadAsync()
    {
        using var upstream = new UpstreamRam(ram.Url, new("LTAIme", new("my-secret")), time);
        return await upstream.ReadAsync("dev", TestContext.Current.CancellationToken);
    }

    private async Task<string> RefusalAsync() => (await Assert.ThrowsAsync<ServiceException>(ReadAsync)).Message;
}
