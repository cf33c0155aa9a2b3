using FcCreds.Core.Callers;
using FcCreds.Core.Functions;
using FcCreds.Core.Ids;
using FcCreds.Core.Journal;
using FcCreds.Core.Sessions;
using FcCreds.Core.Time;
using FcCreds.Fc.Api;
using FcCreds.Fc.Async;
using FcCreds.Fc.Code;
using FcCreds.Fc.Instances;
using FcCreds.Fc.RuntimeApi;
using FcCreds.Fc.Runtimes;
using FcCreds.Fc.State;
using FcCreds.Fc.Triggers;
using FcCreds.Fc.Triggers.Http;
using FcCreds.Fc.Triggers.Http.Access;
using FcCreds.Fc.Triggers.Oss;
using FcCreds.Fc.Triggers.Timer;
using FcCreds.Storage;
using Microsoft.Extensions.Logging;

namespace FcCreds.Fc;

/// <summary>The room put together. Dispose it before the listener stops: long polls of living instances would hold that up.</summary>
internal sealed class FunctionCompute : IAsyncDisposable
{
    private readonly RuntimeFiles files = new();
    private readonly InstancePool pool;
    private readonly RemoteKeySets remoteKeys;
    private readonly DirectoryInfo? ownCodeFolder;
    private readonly MemoryWatch memory;
    private bool isDisposed;

    public FunctionCompute(FcOptions options, IObjectStore store, ICredentialSource source, SealingKeyRing ring, CallerResolver callers, Clocks clocks, IdSource ids, IJournal journal, ILoggerFactory loggers)
    {
        if (options.CodeFolder is null) ownCodeFolder = Directory.CreateTempSubdirectory("fccreds-code-");
        var directory = new InstanceDirectory();
        var credentials = new FunctionCredentials(source, journal);
        var commands = new RuntimeCommands(options, files, clocks.Monotonic);
        var starter = new InstanceStarter(credentials, commands, files, directory, options, clocks, ids, journal, loggers.CreateLogger<InstanceStarter>());
        pool = new(starter, directory, new(credentials, ids, loggers.CreateLogger<PreStopHook>()), options, clocks);
        memory = new(directory, journal, clocks.Monotonic);
        Catalog = new(clocks);
        Catalog.Changed += () => _ = pool.RetireOutdatedAsync(Catalog.Generations());
        var packages = new CodePackages(store);
        var code = new CodeFolders(options.CodeFolder ?? ownCodeFolder!.FullName, packages, store);
        Accounts = new(Catalog, Domains, new(store.Documents), packages, code, clocks, loggers.CreateLogger<FcAccounts>());
        OrphanedPackages = new(store, Accounts, options.SharesStore);
        Invoker = new(Catalog, code, pool, credentials, journal) { Ended = (function, result) => Ended?.Invoke(function, result) };
        RuntimeApi = new(directory, clocks);
        HttpTriggers = new(Catalog);
        HttpDestinations = new(HttpTriggers, Domains);
        remoteKeys = new(clocks, loggers.CreateLogger<RemoteKeySets>());
        Async = new(new(store.Documents, options.SharesStore, clocks), new(store.Documents, clocks), Catalog, Invoker, clocks, ids, journal, loggers.CreateLogger<AsyncInvoker>());
        HttpEndpoint = new(HttpDestinations, new(callers, remoteKeys, clocks), Invoker, Async, ids, journal, clocks, loggers.CreateLogger<HttpTriggerEndpoint>());
        var role = new InvocationRole(source, clocks);
        OssTriggers = new(Catalog, Async, role, journal, loggers.CreateLogger<OssTriggers>());
        Timers = new(Catalog, Async, role, store.Documents, clocks, journal, loggers.CreateLogger<TimerTriggers>());
        Downloads = new(packages, ring, clocks, options.RuntimeApiAuthority);
        var context = new FcContext
        {
            Catalog = Catalog,
            Accounts = Accounts,
            Packages = packages,
            Downloads = Downloads,
            Store = store,
            Invoker = Invoker,
            Async = Async,
            Instances = directory,
            Clocks = clocks,
            Faults = options.Faults,
            Region = options.Region,
        };
        Api = new(context, new(callers), new(clocks), ids, journal, loggers.CreateLogger<FcEndpoint>());
    }

    /// <summary>After each invocation that reached an instance; listeners return at once.</summary>
    public event Action<FunctionDeclaration, InvocationResult>? Ended;

    public FunctionCatalog Catalog { get; }

    /// <summary>What is kept of functions, beyond what the catalogue needs to know.</summary>
    public FcAccounts Accounts { get; }

    /// <summary>Looks for code that nobody needs.</summary>
    public OrphanedPackages OrphanedPackages { get; }

    public FunctionInvoker Invoker { get; }

    public AsyncInvoker Async { get; }

    /// <summary>Hears of objects, for the functions that want to.</summary>
    public OssTriggers OssTriggers { get; }

    public TimerTriggers Timers { get; }

    public RuntimeApiEndpoint RuntimeApi { get; }

    public FcEndpoint Api { get; }

    public CodeDownloads Downloads { get; }

    public HttpTriggers HttpTriggers { get; }

    public Domains.CustomDomains Domains { get; } = new();

    /// <summary>Which paths and names lead to triggers.</summary>
    public HttpDestinations HttpDestinations { get; }

    public HttpTriggerEndpoint HttpEndpoint { get; }

    /// <summary>From now on what was accepted is run, and timers fire: once the server answers, for functions speak to it.</summary>
    public void Start()
    {
        Async.Start();
        Timers.Start();
    }

    /// <summary>Takes away an account's functions and, by the catalogue's telling, what runs for them.</summary>
    public void RemoveOf(string accountId)
    {
        Accounts.Remove(accountId);
        Catalog.RemoveOf(accountId);
        Domains.RemoveOf(accountId);
    }

    /// <summary>Also again: the server ends instances before its listener, and everything after it.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref isDisposed, true)) return;
        await Timers.DisposeAsync();
        await Async.DisposeAsync();
        await Accounts.DisposeAsync();
        await pool.DisposeAsync();
        await memory.DisposeAsync();
        files.Dispose();
        remoteKeys.Dispose();
        ownCodeFolder?.Delete(recursive: true);
    }
}
