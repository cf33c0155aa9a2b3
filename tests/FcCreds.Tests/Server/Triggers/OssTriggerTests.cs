using FcCreds.Core.Journal;
using FcCreds.Fc.Triggers.Oss;
using FcCreds.Server.Configuration;
using FcCreds.Tests.Cli;
using FcCreds.Tests.Fc;

namespace FcCreds.Tests.Server.Triggers;

/// <summary>The sample function behind an oss trigger of the whole server.</summary>
public sealed class OssTriggerTests : IAsyncLifetime
{
    private const int Limit = 180_000;

    private TestServer server = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await Python.RequireAsync("python3.10");
        server = await TestServer.StartAsync(configure: Configure);
    }

    public async ValueTask DisposeAsync()
    {
        if (server is not null) await server.DisposeAsync();
    }

    [Fact(Timeout = Limit)]
    public async Task Objects_put_call_the_function_once_each_which_writes_others()
    {
        const int count = 40;
        for (var i = 0; i < count; i++) (await server.SendAsync(HttpMethod.Put, $"source/{i}", $"text {i}")).EnsureSuccessStatusCode();
        (await server.SendAsync(HttpMethod.Put, "elsewhere/1", "text")).EnsureSuccessStatusCode();
        await server.Rooms.Journal.NotesAsync("async-succeeded", count);
        for (var i = 0; i < count; i++) Assert.Equal($"TEXT {i}", await (await server.SendAsync(HttpMethod.Get, $"derived/{i}")).Content.ReadAsStringAsync(Ct));
        Assert.Equal(count, Notes("trigger-fired"));
        Assert.Equal(0, Notes("trigger-loop"));
    }

    [Fact(Timeout = Limit)]
    public async Task Function_that_writes_where_its_trigger_listens_is_told_of()
    {
        (await server.SendAsync(HttpMethod.Put, "source/first", "loop 2")).EnsureSuccessStatusCode();
        await server.Rooms.Journal.NotesAsync("async-succeeded", 3);
        var warned = await server.Rooms.Journal.NoteAsync("trigger-loop");
        Assert.Equal("derive", warned.FunctionName);
        Assert.Contains("calls derive again through its own trigger on-put (keys source/*)", warned.Message, StringComparison.Ordinal);
    }

    private int Notes(string kind) => server.Rooms.Journal.Read(new() { Limit = int.MaxValue }).OfType<JournalNote>().Count(note => note.Kind == kind);

    private static FcCredsConfiguration Configure(FcCredsConfiguration configuration)
    {
        configuration = configuration.WithDefaultRole();
        return configuration with
        {
            Functions =
            [
                new()
                {
                    Name = "derive",
                    AccountId = configuration.AccountId,
                    Region = "cn-hangzhou",
                    Runtime = "python3.10",
                    Handler = "index.handler",
                    CodePath = Path.Combine(Fixtures.Root, "fixtures", "functions", "oss-trigger"),
                    RoleArn = configuration.DefaultRoleArn,
                    Timeout = TimeSpan.FromSeconds(60),
                    Triggers =
                    [
                        new()
                        {
                            TriggerName = "on-put",
                            TriggerType = OssTrigger.Type,
                            SourceArn = $"acs:oss:cn-hangzhou:{configuration.AccountId}:{TestServer.Bucket}",
                            TriggerConfig = """{"events":["oss:ObjectCreated:*"],"filter":{"key":{"prefix":"source/"}}}""",
                        },
                    ],
                },
            ],
        };
    }
}
