using System.Text;
using FcCreds.Core.Signing;
using FcCreds.Fc;
using FcCreds.Server.Control;
using FcCreds.Testing.Wire;

namespace FcCreds.Testing;

/// <summary>An account of a test's own, with its buckets and roles; disposing takes everything in it away.</summary>
public sealed class Sandbox : IAsyncDisposable
{
    /// <summary>The bucket of a sandbox that asks for none.</summary>
    public const string DefaultBucket = "bucket";

    private readonly ControlClient control;
    private readonly IReadOnlyDictionary<string, string> buckets;
    private readonly SigningKey user;
    private readonly OssRequests objects;
    private int functions;

    internal Sandbox(ControlClient control, SandboxReply opened)
    {
        (this.control, buckets) = (control, opened.Buckets);
        (AccountId, Region) = (opened.AccountId, opened.Region);
        user = new(opened.UserAccessKeyId, new(opened.UserAccessKeySecret));
        UserAccessKey = new() { AccessKeyId = opened.UserAccessKeyId, AccessKeySecret = opened.UserAccessKeySecret };
        objects = new(control.Http, control.Url, new(opened.RootAccessKeyId, new(opened.RootAccessKeySecret)), Region);
        Journal = new(control, opened.JournalSequence, AccountId, buckets.Values);
    }

    /// <summary>16 digits.</summary>
    public string AccountId { get; }

    /// <summary>Such as <c>cn-hangzhou</c>.</summary>
    public string Region { get; }

    /// <summary>For any OSS client, with path-style addresses.</summary>
    public Uri OssEndpoint => control.Url;

    /// <summary>For any STS client.</summary>
    public Uri StsEndpoint => control.Url;

    /// <summary>For any STS client: of a RAM user who may assume the sandbox's roles and nothing else.</summary>
    public AccessKey UserAccessKey { get; }

    /// <summary>What the services did for this sandbox.</summary>
    public SandboxJournal Journal { get; }

    /// <summary>The name that the bucket really has: no other sandbox has one like it.</summary>
    public string Bucket(string name = DefaultBucket)
        => buckets.TryGetValue(name, out var bucket) ? bucket : throw new ArgumentException($"The sandbox has no bucket '{name}'; it has {string.Join(", ", buckets.Keys)}.", nameof(name));

    /// <summary>The ARN of one of the sandbox's roles.</summary>
    public string RoleArn(string role) => $"acs:ram::{AccountId}:role/{role}";

    /// <summary>Asks STS, signed by a user of the account; an hour unless told otherwise (900 to 3,600 seconds).</summary>
    public Task<TemporaryCredentials> AssumeRoleAsync(string role, TimeSpan? duration = null, CancellationToken ct = default)
        => AssumeRoleRequest.SendAsync(control.Http, control.Url, user, RoleArn(role), duration ?? TimeSpan.FromHours(1), ct);

    /// <summary>From now on these credentials count as past their end; all others and the clocks stay as they are.</summary>
    public Task ExpireAsync(TemporaryCredentials credentials, CancellationToken ct = default) => control.EndSessionAsync(credentials.AccessKeyId, "expire", ct);

    /// <summary>From now on these credentials count as taken back.</summary>
    public Task RevokeAsync(TemporaryCredentials credentials, CancellationToken ct = default) => control.EndSessionAsync(credentials.AccessKeyId, "revoke", ct);

    /// <summary>
    /// A handler from a folder on the server's machine, run with the role's temporary credentials. Its instances stay warm from one call
    /// to the next, as in the cloud.
    /// </summary>
    public SandboxFunction Function(string folder, string role, string handler = "index.handler", string runtime = "python3.10")
        => new(control, Declaration($"-{Interlocked.Increment(ref functions)}", folder, role, handler, runtime), keepInstances: true);

    /// <summary>Runs such a handler on an instance that no call has used. The event is sent as it is.</summary>
    public Task<FunctionResult> InvokeAsync(
        string folder, string role, string eventText = "{}", string handler = "index.handler", string runtime = "python3.10", CancellationToken ct = default)
        => new SandboxFunction(control, Declaration("", folder, role, handler, runtime), keepInstances: false).InvokeAsync(eventText, ct);

    /// <summary>Puts an object as the account itself, whatever the roles may do.</summary>
    public Task PutObjectAsync(string key, string content, string bucket = DefaultBucket, CancellationToken ct = default)
        => PutObjectAsync(key, Encoding.UTF8.GetBytes(content), bucket, ct);

    /// <summary>Puts an object as the account itself, whatever the roles may do.</summary>
    public async Task PutObjectAsync(string key, byte[] content, string bucket = DefaultBucket, CancellationToken ct = default)
    {
        using var body = new ByteArrayContent(content);
        await objects.PutAsync(Bucket(bucket), key, body, ct);
    }

    /// <summary>Reads an object as the account itself.</summary>
    public Task<byte[]> GetObjectAsync(string key, string bucket = DefaultBucket, CancellationToken ct = default) => objects.GetAsync(Bucket(bucket), key, ct);

    /// <summary>All keys that begin with the prefix, in byte order.</summary>
    public Task<IReadOnlyList<string>> ListObjectsAsync(string prefix = "", string bucket = DefaultBucket, CancellationToken ct = default) => objects.ListAsync(Bucket(bucket), prefix, ct);

    public async ValueTask DisposeAsync() => await control.RemoveSandboxAsync(AccountId, CancellationToken.None);

    private FunctionDeclaration Declaration(string number, string folder, string role, string handler, string runtime) => new()
    {
        // A name of its own: function names are shared by the whole server.
        Name = $"sandbox-{AccountId}{number}",
        AccountId = AccountId,
        Region = Region,
        Runtime = runtime,
        Handler = handler,
        CodePath = Path.GetFullPath(folder),
        RoleArn = RoleArn(role),
    };

    public override string ToString() => $"sandbox {AccountId} on {OssEndpoint.Authority}";
}
