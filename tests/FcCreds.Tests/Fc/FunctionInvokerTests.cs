using System.Text;

namespace FcCreds.Tests.Fc;

public sealed class FunctionInvokerTests(FcHostFixture fixture) : IClassFixture<FcHostFixture>
{
    private readonly FcHost host = fixture.Host;

    public static TheoryData<string> Runtimes => Python.Runtimes;

    [Theory]
    [MemberData(nameof(Runtimes))]
    public async Task A_handler_gets_the_raw_event_and_its_result_comes_back(string runtime)
    {
        await Python.RequireAsync(runtime);
        var function = host.Declare(runtime, """
            def handler(event, context):
                return type(event).__name__ + ' ' + event.decode('utf-8')
            """);
        var result = await host.InvokeAsync(function, """{"key": "value"}""");
        Assert.Equal($$"""{{(runtime == "python2.7" ? "str" : "bytes")}} {"key": "value"}""", Encoding.UTF8.GetString(result.Body.Span));
        Assert.Null(result.FunctionError);
        Assert.Equal(200, result.StatusCode);
        Assert.True(result.MaxMemoryMb > 1);
    }
}

public sealed class FcHostFixture : IAsyncLifetime
{
    internal FcHost Host { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Host = await FcHost.StartAsync();

    public ValueTask DisposeAsync() => Host.DisposeAsync();
}
