namespace FcCreds.Tests.Cli;

public sealed class ExplainTests
{
    [Fact]
    public async Task A_denied_invocation_is_explained_afterwards_from_the_data_folder()
    {
        using var tool = new Tool();
        var folder = Fixtures.Function("oss-denied");
        var invoked = (await tool.RunAsync("invoke", folder, "--json")).Expect(1).Json;
        var call = Assert.Single(invoked.GetProperty("calls").EnumerateArray());

        var byLast = (await tool.RunAsync("explain", "--json")).Expect(0).Json.GetProperty("requests")[0];
        Assert.Equal(call.GetProperty("requestId").GetString(), byLast.GetProperty("requestId").GetString());
        Assert.Equal("denied", byLast.GetProperty("outcome").GetString());
        Assert.Equal("oss:PutObject", byLast.GetProperty("what")[0].GetProperty("action").GetString());
        Assert.Equal("read-my-bucket#1", byLast.GetProperty("read")[0].GetProperty("name").GetString());
        Assert.Equal("Allow", byLast.GetProperty("add").GetProperty("statement").GetProperty("Effect").GetString());
        Assert.Equal("a policy attached to role reader", byLast.GetProperty("add").GetProperty("to").GetString());
        Assert.InRange(byLast.GetProperty("who").GetProperty("ageSeconds").GetDouble(), 0, 90);

        var byInvocation = (await tool.RunAsync("explain", invoked.GetProperty("requestId").GetString()!)).Expect(0);
        Assert.Contains("No statement allows it.", byInvocation.Output, StringComparison.Ordinal);
        Assert.Contains("function oss-denied", byInvocation.Output, StringComparison.Ordinal);
        Assert.Contains("acl:private", byInvocation.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_request_is_said_to_be_unknown()
    {
        using var tool = new Tool();
        var asked = (await tool.RunAsync("explain", "65AF5037000000000000FFFF", "--ephemeral")).Expect(1);
        Assert.Contains("no request or invocation 65AF5037000000000000FFFF", asked.Error, StringComparison.Ordinal);
    }
}
