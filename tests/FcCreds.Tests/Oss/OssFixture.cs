using System.Net;
using System.Security.Cryptography;
using FcCreds.Core.Callers;
using FcCreds.Core.Events;
using FcCreds.Core.Functions;
using FcCreds.Core.Ids;
using FcCreds.Core.Journal;
using FcCreds.Core.Policy;
using FcCreds.Core.Sessions;
using FcCreds.Core.Signing;
using FcCreds.Core.Time;
using FcCreds.Identity.Sources;
using FcCreds.Oss;
using FcCreds.Oss.Callback;
using FcCreds.Oss.Lifecycle;
using FcCreds.Server.Hosting;
using FcCreds.Storage;
using FcCreds.Storage.Embedded;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace FcCreds.Tests.Oss;

/// <summary>OSS on a real Kestrel and a real store: two accounts, a RAM user without rights, and roles as tests want them.</summary>
internal sealed class OssFixture : IPrincipalDirectory, IAsyncDisposable
{
    public const string Account = "1234567890123456";
    public const string OtherAccount = "6543210987654321";
    public const string Bucket = "photos";

    private readonly Dictionary<string, AccessKey> keys = [];
    private readonly Dictionary<string, Role> roles = new(StringComparer.OrdinalIgnoreCase);
    private readonly SealingKeyRing ring = SealingKeyRing.Ephemeral();
    private readonly IdSource ids;
    private readonly Journal journal;
    private readonly RSA callbackKey = RSA.Create(2048);
    private readonly CallbackClient callbacks;
    private IObjectStore? store;
    private WebApplication? app;
    private OssEndpoint? endpoint;

    private OssFixture()
    {
        ids = new(Clocks.Wire);
        journal = new(Clocks.Wire);
        CallbackSigner = new(callbackKey, CallbackSigner.CloudUrl);
        callbacks = new(CallbackSigner, Clocks);
        Root = AddKey("LTAIroot", new() { Kind = CallerKind.Account, AccountId = Account, Name = "root", PrincipalId = Account, Arn = $"acs:ram::{Account}:root", AccessKeyId = "LTAIroot" });
        Stranger = AddKey("LTAIstranger", new() { Kind = CallerKind.Account, AccountId = OtherAccount, Name = "root", PrincipalId = OtherAccount, Arn = $"acs:ram::{OtherAccount}:root", AccessKeyId = "LTAIstranger" });
        User = AddUser("LTAIuser");
    }

    public Clocks Clocks { get; } = Clocks.System();

    public ObjectEvents Events { get; } = new();

    /// <summary>Called by Object FC Access Points.</summary>
    public IFunctionInvoker? Functions { get; set; }

    public CallbackSigner CallbackSigner { get; }
    public LifecycleRun Lifecycle => new(store!, Clocks, journal);

    /// <summary>The key of the account that owns <see cref="Bucket"/>.</summary>
    public SigningKey Root { get; }

    /// <summary>The key of another account.</summary>
    public SigningKey Stranger { get; }

    /// <summary>A RAM user of the owner without any policy.</summary>
    public SigningKey User { get; }

    public IObjectStore Store => store!;

    public int Port { get; private set; }

    public OssClient Client { get; private set; } = null!;

    public static async Task<OssFixture> StartAsync(OssOptions? options = null, IObjectStore? store = null)
    {
        var ct = TestContext.Current.CancellationToken;
        var fixture = new OssFixture();
        fixture.store = store ?? await EmbeddedStore.OpenAsync(new() { Folder = null, Clocks = fixture.Clocks }, ct);
        var resolver = new CallerResolver(fixture, new OpenedTokens(fixture.ring), fixture.Clocks);
        var endpoint = fixture.endpoint = new OssEndpoint(fixture.store, resolver, fixture.Clocks, fixture.ids, fixture.journal, fixture.Events, fixture.callbacks, new(new EmulatedRoleSource(fixture, new(fixture.ring, fixture.Clocks, fixture.ids, fixture.journal)), () => fixture.Functions ?? throw new InvalidOperationException("No function is called here.")), new(fixture.ring), options ?? new(), NullLogger<OssEndpoint>.Instance);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.AllowHostHeaderOverride = true;
            kestrel.RequestHeaderEncodingSelector = static _ => System.Text.Encoding.Latin1;
            kestrel.ResponseHeaderEncodingSelector = static _ => System.Text.Encoding.UTF8;
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Listen(IPAddress.Loopback, 0);
        });
        fixture.app = builder.Build();
        fixture.app.Run(http => endpoint.ServeAsync(http, WireRequestReader.Read(http)));
        await fixture.app.StartAsync(ct);
        fixture.Port = new Uri(fixture.app.Urls.First()).Port;
        fixture.Client = new(fixture.Port, fixture.Root, fixture.Clocks.Wire);
        (await fixture.Client.PutAsync($"/{Bucket}")).IsOk();
        return fixture;
    }

    public OssClient As(SigningKey? key) => new(Port, key, Clocks.Wire);

    public SigningKey AddUser(string accessKeyId, params string[] policies) => AddRamUser(accessKeyId, "2" + accessKeyId, policies);

    /// <summary>A RAM user whose UID matters to the test.</summary>
    public SigningKey AddRamUser(string accessKeyId, string userId, params string[] policies) => AddKey(accessKeyId, new()
    {
        Kind = CallerKind.RamUser,
        AccountId = Account,
        Name = accessKeyId,
        PrincipalId = userId,
        Arn = $"acs:ram::{Account}:user/{accessKeyId}",
        AccessKeyId = accessKeyId,
        Policies = [.. policies.Select((json, at) => Attached($"policy-{at + 1}", json))],
    });

    /// <summary>A session of a role with these policies, lasting an hour.</summary>
    public SessionCredentials Session(string policy, string? sessionPolicy = null)
    {
        var role = new Role
        {
            AccountId = Account,
            RoleName = $"role{roles.Count + 1}",
            RoleId = ids.RoleId(),
            Trust = PolicyDocument.Known("""{"Version":"1","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"Service":["fc.aliyuncs.com"]}}]}""", PolicyKind.Trust),
            Policies = [Attached("role-policy", policy)],
        };
        roles[role.RoleName] = role;
        return new SessionIssuer(ring, Clocks, ids, journal).Issue(new()
        {
            Role = role,
            RoleSessionName = "tests",
            Duration = TimeSpan.FromHours(1),
            Scope = SessionScope.Shared,
            IssuedTo = "tests",
            SessionPolicy = sessionPolicy,
        });
    }

    public void ForgetRole(string roleName) => roles.Remove(roleName);

    public static string Allow(string action, string resource = "*")
        => $$"""{"Version":"1","Statement":[{"Effect":"Allow","Action":"{{action}}","Resource":"{{resource}}"}]}""";

    /// <summary>What the journal says of a request.</summary>
    public ServiceCalled JournalOf(OssAnswer answer) => JournalOf(answer["x-oss-request-id"]);

    public ServiceCalled JournalOf(string? requestId) => journal.Read(new() { RequestId = requestId }).OfType<ServiceCalled>().Single();

    public IReadOnlyList<JournalNote> NotesOf(OssAnswer answer)
        => [.. journal.Read(new() { RequestId = answer["x-oss-request-id"] }).OfType<JournalNote>()];

    public AccessKey? FindAccessKey(string accessKeyId) => keys.GetValueOrDefault(accessKeyId);

    public Role? FindRole(string accountId, string roleName) => accountId == Account ? roles.GetValueOrDefault(roleName) : null;

    /// <summary>Ends when nothing goes on that was answered already.</summary>
    public Task WhenIdleAsync() => endpoint!.WhenIdleAsync();

    public ValueTask CloseEndpointAsync() => endpoint!.DisposeAsync();

    public void Disable(SigningKey key) => keys[key.AccessKeyId] = keys[key.AccessKeyId] with { IsActive = false };

    public async ValueTask DisposeAsync()
    {
        if (app is not null) await app.DisposeAsync();
        if (endpoint is not null) await CloseEndpointAsync();
        if (store is not null) await store.DisposeAsync();
        await journal.DisposeAsync();
        callbacks.Dispose();
        callbackKey.Dispose();
    }

    private SigningKey AddKey(string accessKeyId, Caller owner)
    {
        var secret = new Secret("secret-of-" + accessKeyId);
        keys[accessKeyId] = new(accessKeyId, secret, IsActive: true, owner);
        return new(accessKeyId, secret);
    }

    private static AttachedPolicy Attached(string name, string json) => new(name, "Custom", PolicyDocument.Known(json));
}
