using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace FcCreds.Tests.Identity.Upstream;

/// <summary>An STS that answers what a test wants, on a real Kestrel.</summary>
internal sealed class StubSts : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly SemaphoreSlim arrivals = new(0);
    private int calls;

    private StubSts(WebApplication app) => this.app = app;

    public Uri Url => new(app.Urls.Single());

    public int Calls => Volatile.Read(ref calls);

    /// <summary>What the next callers get.</summary>
    public Func<HttpContext, Task> Answer { get; set; } = _ => Task.CompletedTask;

    public static async Task<StubSts> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var stub = new StubSts(builder.Build());
        stub.app.Run(http =>
        {
            Interlocked.Increment(ref stub.calls);
            stub.arrivals.Release();
            return stub.Answer(http);
        });
        await stub.app.StartAsync(TestContext.Current.CancellationToken);
        return stub;
    }

    /// <summary>Until the next call has come.</summary>
    public Task ArrivalAsync() => arrivals.WaitAsync(TestContext.Current.CancellationToken);

    public static Func<HttpContext, Task> Gives(string accessKeyId, DateTimeOffset until) => Says(200, Given(accessKeyId, until));

    public static Func<HttpContext, Task> Says(int status, string body, params (string Name, string Value)[] headers) => http =>
    {
        http.Response.StatusCode = status;
        foreach (var (name, value) in headers) http.Response.Headers[name] = value;
        return http.Response.WriteAsync(body);
    };

    /// <summary>Promises the whole reply and breaks off in the middle of it.</summary>
    public static Func<HttpContext, Task> Breaks(string body) => async http =>
    {
        http.Response.ContentLength = body.Length;
        await http.Response.WriteAsync(body[..(body.Length / 2)]);
        await http.Response.Body.FlushAsync();
        http.Abort();
    };

    public static string Given(string accessKeyId, DateTimeOffset until)
        => $$"""
        {"RequestId":"1","Credentials":{"AccessKeyId":"{{accessKeyId}}","AccessKeySecret":"a-real-secret","SecurityToken":"a-real-token",
        "Expiration":"{{until.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)}}"} }
        """;

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        arrivals.Dispose();
    }
}
