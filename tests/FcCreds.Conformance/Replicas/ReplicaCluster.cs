using System.Security.Cryptography;
using System.Text.Json;
using Amazon.Runtime;
using Amazon.S3;

namespace FcCreds.Conformance.Replicas;

/// <summary>Several <c>fccreds serve</c> with one S3 server, one sealing key and one configuration, behind one address.</summary>
internal sealed class ReplicaCluster : IAsyncDisposable
{
    private const string ControlToken = "replica-control-token-0123456789abcdef";

    private readonly string folder = Directory.CreateTempSubdirectory("fccreds-replicas-").FullName;
    private readonly string prefix = TestS3.NewPrefix();
    private readonly Dictionary<string, string> environment = new()
    {
        ["FCCREDS_SEALING_KEYS"] = $"shr1:primary:{Convert.ToBase64String(RandomNumberGenerator.GetBytes(32))}",
        ["FCCREDS_CONTROL_TOKEN"] = ControlToken,
        ["FCCREDS_ROOT_ACCESS_KEY_ID"] = "LTAI5tFcCredsReplicaRoot",
        ["FCCREDS_ROOT_ACCESS_KEY_SECRET"] = "replica-root-secret-0123456789",
    };

    private readonly string configuration;

    private ReplicaCluster(int seed, string configuration) => (Balancer, this.configuration) = (new(seed), configuration);

    public List<ServeProcess> Replicas { get; } = [];

    public RandomBalancer Balancer { get; }

    /// <param name="configuration">A file; null for the one that all conformance tests share.</param>
    public static async Task<ReplicaCluster> StartAsync(int replicas, int seed, string? configuration = null)
    {
        var cluster = new ReplicaCluster(seed, configuration ?? Path.Combine(Sources.Folder, "fccreds.yaml"));
        try
        {
            for (var i = 0; i < replicas; i++) await cluster.AddAsync();
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>One more, which the balancer knows as well.</summary>
    public async Task<ServeProcess> AddAsync()
    {
        var replica = await ServeProcess.StartAsync(folder, environment, ["--ephemeral", "--config", configuration, .. TestS3.Options(prefix)]);
        Replicas.Add(replica);
        Balancer.Add(replica.Url);
        return replica;
    }

    /// <summary>Credentials of a role, issued by whichever replica the balancer picks.</summary>
    public async Task<SessionAWSCredentials> AssumeRoleAsync(string role, CancellationToken ct)
    {
        using var reply = JsonDocument.Parse(await OrderAsync(Balancer.Url, HttpMethod.Post, "/_fccreds/credentials", new StringContent($$"""{"role":"{{role}}"}"""), ct));
        string Field(string name) => reply.RootElement.GetProperty(name).GetString()!;
        return new(Field("accessKeyId"), Field("accessKeySecret"), Field("securityToken"));
    }

    /// <summary>What a replica's control endpoint answers.</summary>
    public static Task<string> OrderAsync(ServeProcess replica, HttpMethod method, string path, CancellationToken ct) => OrderAsync(replica.Url, method, path, null, ct);

    /// <summary>Amazon's SDK, with a new connection for each request, so that each may meet another replica.</summary>
    public AmazonS3Client Client(AWSCredentials credentials) => Client(credentials, Balancer.Url);

    public static AmazonS3Client Client(AWSCredentials credentials, Uri server) => new(credentials, new AmazonS3Config
    {
        ServiceURL = server.AbsoluteUri,
        ForcePathStyle = true,
        AuthenticationRegion = "cn-hangzhou",
        RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
        ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
        HttpClientFactory = new FreshConnections(),
    });

    public async ValueTask DisposeAsync()
    {
        await Balancer.DisposeAsync();
        foreach (var replica in Replicas) await replica.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private static async Task<string> OrderAsync(Uri server, HttpMethod method, string path, HttpContent? content, CancellationToken ct)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(method, new Uri(server, path)) { Content = content };
        request.Headers.Add("x-fccreds-token", ControlToken);
        using var answer = await http.SendAsync(request, ct);
        var text = await answer.Content.ReadAsStringAsync(ct);
        Assert.True(answer.IsSuccessStatusCode, text);
        return text;
    }

    private sealed class FreshConnections : Amazon.Runtime.HttpClientFactory
    {
        public override HttpClient CreateHttpClient(IClientConfig clientConfig)
            => new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.Zero, UseProxy = false });
    }
}
