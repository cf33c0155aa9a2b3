using System.Security.Cryptography;
using FcCreds.Core.Callers;
using FcCreds.Core.Events;
using FcCreds.Core.Faults;
using FcCreds.Core.Ids;
using FcCreds.Core.Journal;
using FcCreds.Core.Policy;
using FcCreds.Core.Sessions;
using FcCreds.Core.Time;
using FcCreds.Fc;
using FcCreds.Fc.Runtimes;
using FcCreds.Identity.Delivery;
using FcCreds.Identity.Delivery.Oidc;
using FcCreds.Identity.Delivery.SignIn;
using FcCreds.Identity.Ram;
using FcCreds.Identity.Revocation;
using FcCreds.Identity.Rpc;
using FcCreds.Identity.Sources;
using FcCreds.Identity.Upstream;
using FcCreds.Oss;
using FcCreds.Oss.Addressing;
using FcCreds.Oss.Callback;
using FcCreds.Oss.Cname;
using FcCreds.Oss.Lifecycle;
using FcCreds.Oss.Settings;
using FcCreds.Server.Capture;
using FcCreds.Server.Configuration;
using FcCreds.Server.Control;
using FcCreds.Server.Control.Why;
using FcCreds.Server.Drills;
using FcCreds.Server.Hosting;
using FcCreds.Server.Orphans;
using FcCreds.Server.Replicas;
using FcCreds.Storage;
using Microsoft.Extensions.Logging;

namespace FcCreds.Server;

/// <summary>The whole house, put together by hand: who gets what is read here from top to bottom.</summary>
internal sealed class Rooms : IAsyncDisposable
{
    private readonly Journal journal;
    private readonly Task loggingMistakes = Task.CompletedTask;
    private readonly OpenedStore opened;
    private readonly SealingKeyRing ring;
    private readonly LastUses lastUses;
    private readonly Revocations revocations;
    private readonly LocalAuthority authority;
    private readonly ForwardProxy proxy;
    private readonly FunctionCompute functions;
    private readonly RSA callbackKey;
    private readonly RSA oidcKey;
    private readonly CallbackClient callbacks;
    private readonly OssEndpoint oss;
    private readonly UpstreamRole? upstream;
    private readonly Consumers consumers;
    private OidcTokenFile? mountedToken;
    private readonly ReplicaRegistry? replicas;
    private readonly ReplicaClient? replicaClient;
    private readonly string? ephemeralFolder;

    private Rooms(ServerOptions options, Clocks clocks, OpenedStore opened, string folder, ILoggerFactory loggers)
    {
        this.opened = opened;
        ephemeralFolder = options.DataFolder is null ? folder : null;
        Clocks = clocks;
        var ids = new IdSource(clocks.Wire);
        Configuration = RootAccessKeys.Complete(options, ids);
        ControlToken = options.ControlToken is { Length: > 0 } token ? token : RandomNumberGenerator.GetHexString(32, lowercase: true);
        journal = new Journal(clocks.Wire, new() { Folder = options.DataFolder is null ? null : Path.Combine(folder, "journal") });

        // A command that starts a server for itself tells them itself.
        if (options is { Announce: true, LogMistakes: true }) loggingMistakes = FunctionMistakes.LogAsync(journal, loggers.CreateLogger(typeof(FunctionMistakes)), CancellationToken.None);

        Faults = new(journal, clocks.Monotonic, FaultCodes.Find);
        ring = options.SealingKeys is { } text ? SealingKeyRing.Parse(text) : SealingKeyRing.OpenFile(Path.Combine(folder, "sealing-keys"));
        var directory = new RamDirectory(Configuration.Accounts, clocks.Wire);
        Ram = new(directory, new(opened.Store.Documents, ring), clocks, loggers.CreateLogger<RamAccounts>());
        var diagnostics = new DiagnosticMessages(ring);
        var callers = new CallerResolver(directory, new OpenedTokens(ring), clocks) { AllowedSkew = options.ClockSkew };
        var sessions = new SessionIssuer(ring, clocks, ids, journal);
        Sessions = new EmulatedRoleSource(directory, sessions);

        authority = LocalAuthority.Open(folder, clocks);
        if (options.CaFolder is { } caFolder) authority.Publish(caFolder);
        var nodeCapture = NodeCapture.Unpack(folder);
        var tunnels = new TunnelPolicy(options.Egress, journal, host => Functions.Domains.Find(host) is not null);
        Sniffer = new(authority, tunnels, clocks);

        var ossOptions = options.Oss with { Region = Configuration.Region };
        var ossHosts = new OssHosts(ossOptions);
        callbackKey = RsaKeyFile.Open(folder, RsaKeyFile.Callback);
        oidcKey = RsaKeyFile.Open(folder, RsaKeyFile.Oidc);
        var oidcIssuer = new OidcIssuer(oidcKey, () => Url, clocks);
        var callbackSigner = new CallbackSigner(callbackKey, options.CallbackPublicKeyUrl ?? CallbackSigner.CloudUrl);
        callbacks = new(callbackSigner, clocks);
        CallbackPublicKeyPem = callbackSigner.PublicKeyPem;
        oss = new OssEndpoint(opened.Store, callers, clocks, ids, journal, ObjectEvents, callbacks, new(Sessions, () => Functions.Invoker), diagnostics, ossOptions, loggers.CreateLogger<OssEndpoint>()) { Faults = Faults };
        Lifecycle = new(opened.Store, clocks, journal, () => directory.AccountIds);
        var rpc = new RpcEndpoint(new(directory, Ram, callers, sessions, journal, clocks, ids) { Diagnostics = diagnostics, Faults = Faults, OidcKeys = new(clocks, oidcIssuer), Quota = options.StsQuota > 0 ? new(options.StsQuota, clocks.Monotonic) : null }, loggers.CreateLogger<RpcEndpoint>());
        DebugPorts = options.DebugPort is { } debugPort ? new(debugPort) : null;
        functions = new(
            new()
            {
                RuntimeApiAuthority = () => Url.Authority,
                Faults = Faults,
                CaptureEnvironment = Capture,
                PythonPath = options.PythonPath,
                NodePath = options.NodePath,
                ExactRuntime = options.ExactRuntime,
                DebugPorts = DebugPorts,
                FreezeBetweenCalls = options.FreezeBetweenCalls,
                SharesStore = options.S3 is not null,
                CodeFolder = Path.Combine(folder, "code"),
                Region = Configuration.Region,
            },
            opened.Store, Sessions, ring, callers, clocks, ids, journal, loggers);
        foreach (var domain in Configuration.CustomDomains) functions.Domains.Declare(domain);
        var boundNames = new BoundNames(opened.Store.Documents, new(opened.Store.Documents));
        proxy = new(tunnels, async (host, ct) => functions.Domains.Find(host) is not null || ossHosts.Read(host).Kind != OssHostKind.Unknown || await boundNames.BucketOfAsync(OssHosts.NameOf(host), ct) is not null);
        var delivered = new DeliveredSessions(directory, sessions, ring, callers.Ended, clocks);
        var delivery = new DeliveryReply(journal, clocks.Wire);
        upstream = options.Upstream is { } real ? new(real, new(real, ids, clocks.Monotonic), journal, clocks.Monotonic) : null;
        var realCredentials = new RealCredentials(upstream, Configuration.Region);
        var credentialsUri = new CredentialsUri(new(ring), delivered, upstream, delivery, Faults);
        Metadata = new(new(Configuration.AccountId, Configuration.Region, options.MetadataRequiresToken), new(ring, clocks), delivered, delivery, Faults);
        var signInTokens = new SignInTokens(ring, clocks.Life);
        var signIn = new SignInPortal(signInTokens, delivered, delivery, ids, Faults);
        consumers = new(Configuration, directory, credentialsUri, Metadata, new(oidcIssuer, directory, journal), new(signInTokens, clocks.Life, () => Url), realCredentials, () => Url, Capture);
        if (options.MetadataRole is { } instanceRole) consumers.SetInstanceRole(instanceRole);
        var runs = new FunctionRuns(Configuration.AccountId, functions.Catalog, functions.Invoker, journal, ids, clocks);
        var credentials = new RoleCredentials(Configuration, directory, sessions, Capture);
        lastUses = new(callers.Uses, directory, opened.Store.Documents, clocks, loggers.CreateLogger<LastUses>());
        revocations = new(callers.Ended, opened.Store.Documents, directory, clocks, loggers.CreateLogger<Revocations>());
        var sessionEnd = new SessionEnd(revocations, journal);
        var sealingKeys = new SealingKeys(ring, journal);
        var sandboxes = new Sandboxes(directory, functions, opened.Store, journal, ids, clocks, Configuration.Region);
        var ramExport = new RamExport(Configuration, directory);
        var buckets = new BucketSettingsStore(opened.Store.Documents);
        var simulator = new PolicySimulator(directory, Configuration.AccountId, FindBucketAsync);
        replicas = options.S3 is null ? null : new(opened.Store.Documents, ReplicaClient.AnswersAsync, opened.Alone, clocks, loggers.CreateLogger<ReplicaRegistry>());
        replicaClient = replicas is null ? null : new(replicas, ControlToken);
        Orphans = new(opened.Store, opened.Orphans, functions.OrphanedPackages, clocks, journal, loggers.CreateLogger<OrphanSweep>());
        var orders = new OrderEndpoint(
            ControlToken,
            [
                ControlOrder.Post(OrderEndpoint.Invocations, OrderJson.Default.InvocationOrder, OrderJson.Default.InvocationReport, async (order, ct) => await runs.RunAsync(order, ct)),
                ControlOrder.Post(OrderEndpoint.Credentials, OrderJson.Default.CredentialOrder, OrderJson.Default.CredentialReply, (order, ct) => order.Upstream ? realCredentials.IssueAsync(order, ct) : new(credentials.Issue(order))),
                ControlOrder.Post(Consumers.Path, OrderJson.Default.ConsumerOrder, OrderJson.Default.ConsumerReply, (order, _) => new(consumers.Prepare(order))),
                ControlOrder.Plain(SessionEnd.Means, sessionEnd.ApplyAsync),
                ControlOrder.Get(SealingKeys.Path, OrderJson.Default.IReadOnlyListSealingKeyReport, _ => new(sealingKeys.Report())),
                ControlOrder.Plain(SealingKeys.Means, sealingKeys.ApplyAsync),
                ControlOrder.Get(FaultOrders.Path, FaultJson.Default.IReadOnlyListSetFault, _ => new(Faults.List())),
                ControlOrder.Post(FaultOrders.Path, FaultJson.Default.FaultOrder, FaultJson.Default.SetFault, (order, _) => new(FaultOrders.Set(Faults, journal, order))),
                ControlOrder.Post(FaultOrders.ClearPath, FaultJson.Default.ClearOrder, FaultJson.Default.ClearReply, (order, _) => new(FaultOrders.Clear(Faults, journal, order))),
                ControlOrder.Post(MetadataOrder.Path, FaultJson.Default.MetadataOrder, FaultJson.Default.MetadataOrder, (order, _) => new(consumers.Change(order))),
                ControlOrder.Get(RamExport.Path, OrderJson.Default.IReadOnlyListRamVersion, _ => new(ramExport.Versions())),
                ControlOrder.Post(RamExport.ExportPath, OrderJson.Default.RamExportOrder, OrderJson.Default.RamExportReply, (order, _) => new(ramExport.Export(order))),
                ControlOrder.Post(Sandboxes.Path, OrderJson.Default.SandboxOrder, OrderJson.Default.SandboxReply, async (order, ct) => await sandboxes.OpenAsync(order, ct)),
                ControlOrder.Plain(Sandboxes.IsRemoval, sandboxes.RemoveAsync),
                ControlOrder.Get(ReplicaRegistry.Path, ReplicaJson.Default.IReadOnlyListReplica, async ct => replicas is null ? [] : await replicas.ListAsync(ct)),
                ControlOrder.Plain((method, path) => method == "POST" && path == ReplicaRegistry.LookPath, (_, ct) => LookAsync(ct)),
                ControlOrder.Plain((method, path) => method == "POST" && path == ReplicaRegistry.SettlePath, (_, ct) => Task.WhenAll(LookAsync(ct), replicaClient?.LookEverywhereAsync(ct) ?? Task.CompletedTask)),
                ControlOrder.Post(TimerOrder.Path, OrderJson.Default.TimerOrder, OrderJson.Default.TimerReply, async (order, ct) =>
                {
                    var (trigger, accepted) = await functions.Timers.FireNowAsync(order.Function, order.Account, order.Trigger, ct);
                    return new(trigger, accepted.RequestId);
                }),
                ControlOrder.Post(OrphanSweep.Path, OrderJson.Default.SweepOrder, OrderJson.Default.SweepReport, async (order, ct) => new(await Orphans.SweepAsync(order.Age(), ct))),
                ControlOrder.Post(PolicySimulator.Path, WhyJson.Default.SimulationOrder, WhyJson.Readable.SimulationReport, simulator.RunAsync),
            ]);
        Gathered = new(journal, replicaClient);
        var control = new ControlEndpoint(this, functions.RuntimeApi, functions.Downloads, credentialsUri, oidcIssuer, orders);
        Gateway = new(ossHosts, oss, rpc, functions, Metadata, signIn, control, proxy, CallbackPublicKeyPem, journal, Faults);

        async ValueTask<SimulatedBucket?> FindBucketAsync(string name, CancellationToken ct)
            => await opened.Store.FindBucketAsync(name, ct) is { } bucket ? new(bucket.OwnerAccountId, BucketPolicy.Of(await buckets.FindAsync(bucket, ct))?.Whole) : null;

        IReadOnlyDictionary<string, string> Capture() => CaptureEnvironment.Of(Url, authority.BundlePath, nodeCapture);
    }

    public Clocks Clocks { get; }

    /// <summary>With which applications verify upload callbacks.</summary>
    public string CallbackPublicKeyPem { get; }

    /// <summary>What goes wrong on purpose.</summary>
    public FaultPlan Faults { get; }

    /// <summary>As given, with a root key for every account.</summary>
    public FcCredsConfiguration Configuration { get; }

    /// <summary>Whoever has it may use control endpoints from elsewhere, and give orders.</summary>
    public string ControlToken { get; }

    public IJournal Journal => journal;

    public RamAccounts Ram { get; }

    public IObjectStore Store => opened.Store;

    /// <summary>Where the objects are, if not in the data folder.</summary>
    public string? StoreDescription => opened.Description;

    public ICredentialSource Sessions { get; }

    public DailyLifecycle Lifecycle { get; }

    public MetadataService Metadata { get; }

    /// <summary>Where triggers listen.</summary>
    public ObjectEvents ObjectEvents { get; } = new();

    public FunctionCompute Functions => functions;

    /// <summary>Where functions wait for debuggers, if they do.</summary>
    public DebugPorts? DebugPorts { get; }

    public OrphanSweep Orphans { get; }

    public Gateway.Gateway Gateway { get; }

    public ConnectionSniffer Sniffer { get; }

    /// <summary>Where the server answers; known once it listens.</summary>
    public Uri Url { get; set; } = new("http://127.0.0.1:0");

    /// <summary>False until the configured buckets are there and filled; the port answers before, for seeding is done through it.</summary>
    public bool IsSeeded { get; set; }

    public string CaBundlePath => authority.BundlePath;

    public Gathered Gathered { get; }

    /// <summary>From now on events and timers call functions. Not before: what seeds put into buckets is no event.</summary>
    public void StartFunctions()
    {
        ObjectEvents.Add(functions.OssTriggers);
        functions.Start();
    }

    /// <summary>Lets who follows the journal go: the listener would wait for them.</summary>
    public void EndFollowers() => journal.EndFollowers();

    /// <summary>From now on the other servers on the store know of this one, and reach it there.</summary>
    public async Task JoinReplicasAsync(Uri url, CancellationToken ct)
    {
        if (replicas is not null) await replicas.JoinAsync(url, [.. ring.Keys.Where(key => key.Opens).Select(key => key.KeyId)], opened.CanBeShared, ct);
        Gateway.Open();
    }

    /// <summary>From now on programs that mount its folder find a fresh token there.</summary>
    /// <returns>Why STS will refuse it; null when it will not.</returns>
    /// <exception cref="StartFailure">There is no such provider or role, or the file cannot be written.</exception>
    public string? MountOidcToken(MountedOidcToken token)
    {
        mountedToken = token.Mount(consumers, Clocks.Monotonic, out var warning);
        return warning;
    }

    public static async Task<Rooms> OpenAsync(ServerOptions options, Clocks clocks, ILoggerFactory loggers, CancellationToken ct)
    {
        RealCredentials.Check(options);
        var folder = options.DataFolder ?? Directory.CreateTempSubdirectory("fccreds-").FullName;
        var opened = await OpenedStore.OpenAsync(options, folder, clocks, ct);
        Rooms? rooms = null;
        try
        {
            rooms = new(options, clocks, opened, folder, loggers);
            await rooms.Ram.SeedAsync(rooms.Configuration.Accounts, ct);
            await rooms.functions.Accounts.SeedAsync(rooms.Configuration.Accounts.Select(account => account.AccountId), rooms.Configuration.Functions, ct);
            await rooms.revocations.LookAsync(ct);
            return rooms;
        }
        catch
        {
            await (rooms ?? (IAsyncDisposable)opened).DisposeAsync();
            throw;
        }
    }

    /// <summary>Takes over accounts, functions, domains and buckets of another configuration; regions and new accounts need a restart.</summary>
    public async Task TakeAsync(FcCredsConfiguration configuration, CancellationToken ct)
    {
        var known = configuration.Accounts.Where(account => Configuration.Accounts.Any(one => one.AccountId == account.AccountId)).ToList();
        await Ram.SeedAsync(known, ct);
        await functions.Accounts.SeedAsync(known.Select(account => account.AccountId), configuration.Functions, ct);
        foreach (var domain in configuration.CustomDomains) functions.Domains.Declare(domain);
        await new BucketSeeder(this, [.. configuration.Buckets.Where(bucket => known.Exists(account => account.AccountId == bucket.AccountId))]).SeedAsync(ct);
    }

    /// <summary>Takes over what other servers have changed; each of these looks once a second by itself.</summary>
    private Task LookAsync(CancellationToken ct) => Task.WhenAll(Ram.LookAsync(ct), functions.Accounts.LookAsync(ct), revocations.LookAsync(ct));

    public async ValueTask DisposeAsync()
    {
        if (mountedToken is not null) await mountedToken.DisposeAsync();
        if (replicas is not null) await replicas.DisposeAsync();
        replicaClient?.Dispose();
        await functions.DisposeAsync();
        await Lifecycle.DisposeAsync();
        await oss.DisposeAsync();
        await Orphans.DisposeAsync();
        proxy.Dispose();
        callbacks.Dispose();
        if (upstream is not null) await upstream.DisposeAsync();
        callbackKey.Dispose();
        oidcKey.Dispose();
        await lastUses.DisposeAsync();
        await Ram.DisposeAsync();
        await revocations.DisposeAsync();
        await journal.DisposeAsync();
        await loggingMistakes;
        await opened.DisposeAsync();
        authority.Dispose();
        if (ephemeralFolder is not null) Directory.Delete(ephemeralFolder, recursive: true);
    }
}
