using FcCreds.Core.Callers;
using FcCreds.Core.Functions;
using FcCreds.Core.Ids;
using FcCreds.Core.Journal;
using FcCreds.Core.Sessions;
using FcCreds.Core.Time;
using FcCreds.Fc.Api;
using FcCreds.Fc.Instances;
using FcCreds.Fc.RuntimeApi;
using FcCreds.Fc.Runtimes;
using FcCreds.Fc.Triggers.Http;
using Microsoft.Extensions.Logging;

namespace FcCreds.Fc;

/// <summary>The room put together. Dispose it before the listener stops: long polls of living instances would hold that up.</summary>
internal sealed class FunctionCompute : IAsyncDisposable
{
    private readonly RuntimeFiles files = new();
    private readonly InstancePool pool;

    public FunctionCompute(FcOptions options, ICredentialSource source, CallerResolver callers, Clocks clocks, IdSource ids, IJournal journal, ILoggerFactory loggers)
    {
        var directory = new InstanceDirectory();
        var credentials = new FunctionCredentials(source);
        var commands = new RuntimeCommands(options, files, clocks.Monotonic);
        var starter = new InstanceStarter(credentials, commands, files, options, clocks, ids, journal, loggers.CreateLogger<InstanceStarter>());
        pool = new(starter, directory, options, clocks);
        Catalog = new(clocks);
        Invoker = new FunctionInvoker(Catalog, pool, credentials, journal);
        RuntimeApi = new(directory, clocks);
        HttpTriggers = new(Catalog);
        HttpDestinations = new(HttpTriggers);
        HttpEndpoint = new(HttpDestinations, new(callers, clocks), Invoker, ids, journal, clocks, loggers.CreateLogger<HttpTriggerEndpoint>());
        Api = new(Catalog, Invoker, new(callers), ids, journal, clocks, loggers.CreateLogger<FcEndpoint>());
    }

    public FunctionCatalog Catalog { get; }

    public IFunctionInvoker Invoker { get; }

    public RuntimeApiEndpoint RuntimeApi { get; }

    public FcEndpoint Api { get; }

    public HttpTriggers HttpTriggers { get; }

    /// <summary>Which paths and names lead to triggers.</summary>
    public HttpDestinations HttpDestinations { get; }

    public HttpTriggerEndpoint HttpEndpoint { get; }

    /// <summary>Takes away an account's functions and what runs for them.</summary>
    public ValueTask RemoveOfAsync(string accountId)
    {
        Catalog.RemoveOf(accountId);
        return pool.RetireOfAsync(accountId);
    }

    public async ValueTask DisposeAsync()
    {
        await pool.DisposeAsync();
        files.Dispose();
    }
}
