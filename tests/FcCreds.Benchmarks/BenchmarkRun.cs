using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using FcCreds.Core.Callers;
using FcCreds.Core.Http;
using FcCreds.Core.Signing;
using FcCreds.Core.Time;
using FcCreds.Storage.Embedded;

namespace FcCreds.Benchmarks;

/// <summary>One run: both servers, every benchmark asked for, one table.</summary>
internal sealed class BenchmarkRun(string[] args)
{
    private static readonly string[] All = ["start", "check", "small", "peer", "large", "huge", "s3", "list", "select", "invoke", "cold", "sandbox"];
    private const int FewKeys = 10_000;

    private readonly string executable = Option(args, "--fccreds") ?? Path.Combine(AppContext.BaseDirectory, "fccreds");
    private readonly int rounds = int.Parse(Option(args, "--rounds") ?? "5", CultureInfo.InvariantCulture);
    private readonly int manyKeys = int.Parse(Option(args, "--many-keys") ?? "1000000", CultureInfo.InvariantCulture);
    private readonly string? peerFolder = Option(args, "--peer");
    private readonly string[] wanted = All.Intersect(args).ToArray() is { Length: > 0 } named ? named : All;

    public async Task RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("fccreds-bench-").FullName;
        try
        {
            var configuration = Path.Combine(AppContext.BaseDirectory, "fccreds.yaml");
            if (wanted.Contains("list")) await FillAsync(Path.Combine(folder, "data"));
            using var bare = await ServerProcess.StartBareAsync(folder);
            using var fccreds = await ServerProcess.StartFcCredsAsync(executable, folder, configuration);
            Table.Head();
            if (wanted.Contains("start"))
            {
                Table.Row("start to first answer", $"{fccreds.StartTime.TotalMilliseconds:N0} ms", $"bare Kestrel {bare.StartTime.TotalMilliseconds:N0} ms", "", "≤ 400 ms");
                Table.Row("idle memory", $"{fccreds.ResidentMiB:N0} MiB", $"bare Kestrel {bare.ResidentMiB:N0} MiB", "", "≤ 80 MiB");
            }
            var session = await AssumeRoleAsync(fccreds.Url);
            var objects = new ObjectBenchmarks(fccreds, bare, folder, "bench-objects", session, rounds);
            if (wanted.Contains("check")) new CheckBenchmarks(rounds).Run();
            if (wanted.Contains("small")) await objects.SmallAsync();
            if (wanted.Contains("peer") && peerFolder is not null)
            {
                using var peer = await ServerProcess.StartPeerAsync(peerFolder, folder);
                await new PeerBenchmark(fccreds, peer, "bench-objects", session, rounds).RunAsync();
            }
            if (wanted.Contains("large")) await objects.LargeAsync();
            if (wanted.Contains("huge")) await objects.HugeAsync();
            using var s3 = S3Server.OfEnvironment();
            if (wanted.Contains("s3") && s3 is not null)
            {
                using var onS3 = await ServerProcess.StartFcCredsAsync(executable, folder, configuration, s3);
                await new BackendBenchmark(onS3, s3, await AssumeRoleAsync(onS3.Url), rounds).RunAsync();
            }
            if (wanted.Contains("list")) await objects.ListAsync("bench-few", FewKeys, "bench-many", manyKeys);
            if (wanted.Contains("select")) await new SelectBenchmark(fccreds, "bench-objects", session, rounds).RunAsync();
            var invoke = new InvokeBenchmark(fccreds, User);
            if (wanted.Contains("invoke")) await invoke.RunAsync();
            if (wanted.Contains("invoke") && peerFolder is not null)
            {
                using var peer = await ServerProcess.StartFunctionsPeerAsync(peerFolder, folder);
                await invoke.CompareAsync(peer, rounds);
            }
            if (wanted.Contains("cold")) await ColdStartBenchmark.RunAsync(invoke);
            if (wanted.Contains("sandbox")) await SandboxBenchmark.RunAsync();
            Table.Row("memory after all of this", $"{fccreds.ResidentMiB:N0} MiB", $"bare Kestrel {bare.ResidentMiB:N0} MiB", "", "");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static SigningKey User { get; } = new("LTAI5tFcCredsBenchmark00", new Secret("benchmark-secret-0123456789"));

    private static string? Option(string[] args, string name)
    {
        var at = Array.IndexOf(args, name);
        return at >= 0 && at + 1 < args.Length ? args[at + 1] : null;
    }

    /// <summary>Keys straight into the store: a million signed requests would only measure the client.</summary>
    private async Task FillAsync(string dataFolder)
    {
        await using var store = await EmbeddedStore.OpenAsync(new() { Folder = dataFolder, Clocks = Clocks.System() }, CancellationToken.None);
        foreach (var (bucket, count) in new[] { ("bench-few", FewKeys), ("bench-many", manyKeys) })
        {
            await store.CreateBucketAsync(
                new() { Name = bucket, OwnerAccountId = "1234567890123456", CreatedAt = TimeProvider.System.GetUtcNow(), Region = "cn-hangzhou", StorageClass = "Standard", DataRedundancyType = "LRS" },
                CancellationToken.None);
            await Parallel.ForEachAsync(Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = 64 }, async (i, ct) => await store.CommitAsync(
                new()
                {
                    Name = new(bucket, $"folder-{i % 100:D2}/key-{i:D8}"),
                    Pieces = [],
                    Description = new() { ETag = "D41D8CD98F00B204E9800998ECF8427E", ObjectType = "Normal", StorageClass = "Standard", Crc64 = 0 },
                },
                ct));
        }
    }

    private static async Task<SigningKey> AssumeRoleAsync(Uri server)
    {
        List<QueryParameter> query =
        [
            new("Action", "AssumeRole"), new("Version", "2015-04-01"), new("Format", "JSON"), new("AccessKeyId", User.AccessKeyId),
            new("SignatureMethod", "HMAC-SHA1"), new("SignatureVersion", "1.0"), new("SignatureNonce", Guid.NewGuid().ToString("N")),
            new("Timestamp", SignatureTime.Format(TimeProvider.System.GetUtcNow(), SignatureTime.IsoExtended)),
            new("RoleArn", "acs:ram::1234567890123456:role/bench"), new("RoleSessionName", "benchmark"),
        ];
        var wire = new WireRequest { Method = "GET", Scheme = "http", Host = server.Authority, RawPath = "/", Query = query, Headers = [] };
        query.Add(new("Signature", RpcSignature.Sign(wire, User.AccessKeySecret.Value)));
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        var reply = await http.GetStringAsync(new Uri(server, "/?" + string.Join('&', query.Select(p => $"{p.Name}={PercentEncoding.Encode(p.Value!)}"))));
        using var json = JsonDocument.Parse(reply);
        var credentials = json.RootElement.GetProperty("Credentials");
        string Field(string name) => credentials.GetProperty(name).GetString()!;
        return new(Field("AccessKeyId"), new(Field("AccessKeySecret")), new Secret(Field("SecurityToken")));
    }
}
