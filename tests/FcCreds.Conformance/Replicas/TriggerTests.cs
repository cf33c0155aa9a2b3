using System.Collections.Concurrent;
using Amazon.Runtime;

namespace FcCreds.Conformance.Replicas;

/// <summary>Three servers over one S3 server share timers and accepted calls, and one that is killed takes none along.</summary>
public sealed class TriggerTests(ITestOutputHelper output) : IDisposable
{
    private const string Bucket = "conformance-triggers";
    private const int Workers = 4;
    private const int Puts = 100;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly string folder = Directory.CreateTempSubdirectory("fccreds-triggers-").FullName;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string Record => Path.Combine(folder, "record");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Replica_that_is_killed_under_load_takes_no_accepted_call_along_and_doubles_no_timer()
    {
        Assert.SkipUnless(TestS3.IsThere, TestS3.Missing);
        await File.WriteAllTextAsync(Path.Combine(folder, "index.py"), """
            import json, os

            def handler(event, context):
                told = json.loads(event)
                what = 'timer ' + told['triggerTime'] if 'triggerTime' in told else 'object ' + told['events'][0]['oss']['object']['key']
                with open(os.environ['RECORD'], 'a') as record:
                    record.write(what + ' ' + context.request_id + '\n')
                return 'written down'
            """, Ct);
        await File.WriteAllTextAsync(Path.Combine(folder, "fccreds.yaml"), $$"""
            buckets:
              - name: {{Bucket}}
            roles:
              - name: writer
                trust: fc.aliyuncs.com
                policies: [AliyunOSSFullAccess]
            functions:
              - name: recorder
                runtime: python3.10
                handler: index.handler
                code: .
                role: writer
                environmentVariables: { RECORD: {{Record}} }
                triggers:
                  - triggerName: on-put
                    triggerType: oss
                    sourceArn: acs:oss:cn-hangzhou:1234567890123456:{{Bucket}}
                    triggerConfig: { events: ["oss:ObjectCreated:*"], filter: { key: { prefix: in/ } } }
                  - triggerName: often
                    triggerType: timer
                    triggerConfig: { cronExpression: "@every 2s", payload: "", enable: true }
            """, Ct);
        await using var cluster = await ReplicaCluster.StartAsync(3, seed: 7, Path.Combine(folder, "fccreds.yaml"));
        var credentials = await cluster.AssumeRoleAsync("writer", Ct);
        var acknowledged = new ConcurrentBag<string>();
        var killed = new TaskCompletionSource();

        await Task.WhenAll([KillAsync(), .. Enumerable.Range(0, Workers).Select(worker => Task.Run(() => PutAsync(worker), Ct))]);
        var timersThen = Lines("timer").Select(line => line.What).Distinct().Count();
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        deadline.CancelAfter(Patience);
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (Missing().Count > 0 || Lines("timer").Select(line => line.What).Distinct().Count() < timersThen + 2)
        {
            if (!await NextAsync()) Assert.Fail($"Never run: {string.Join(", ", Missing())}; timers: {string.Join(", ", Lines("timer"))}");
        }

        var timers = Lines("timer").ToLookup(line => line.What, line => line.RequestId);
        output.WriteLine($"{acknowledged.Count} puts were acknowledged and each was told to the function, {Lines("object").Count} runs; {timers.Count} times of the timer");
        // A run that the kill broke off is run again under its own id; another id would be another firing.
        Assert.All(timers, due => Assert.Single(due.Distinct()));

        IReadOnlyList<string> Missing() => [.. acknowledged.Except(Lines("object").Select(line => line.What))];

        async Task<bool> NextAsync()
        {
            try
            {
                return await poll.WaitForNextTickAsync(deadline.Token);
            }
            catch (OperationCanceledException) when (!Ct.IsCancellationRequested)
            {
                return false;
            }
        }

        async Task KillAsync()
        {
            await killed.Task.WaitAsync(Ct);
            await cluster.Replicas[0].KillAsync();
        }

        async Task PutAsync(int worker)
        {
            using var client = cluster.Client(credentials);
            for (var round = 0; round < Puts / Workers; round++)
            {
                var key = $"in/{worker}-{round}";
                try
                {
                    await client.PutObjectAsync(new() { BucketName = Bucket, Key = key, ContentBody = "x", UseChunkEncoding = false }, Ct);
                    acknowledged.Add(key);
                }
                catch (Exception broken) when (broken is AmazonServiceException { StatusCode: 0 } or HttpRequestException or IOException)
                {
                    // Nothing is claimed of it.
                }
                if (acknowledged.Count > Puts / 3) killed.TrySetResult();
            }
            killed.TrySetResult();
        }
    }

    private List<(string What, string RequestId)> Lines(string kind)
        => !File.Exists(Record) ? [] : [.. File.ReadAllText(Record).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')).Where(parts => parts is [_, _, _] && parts[0] == kind).Select(parts => (parts[1], parts[2]))];
}
