using System.Net;
using FcCreds.Core.Signing;
using FcCreds.Server;
using FcCreds.Server.Configuration;
using FcCreds.Soak.Faults;

namespace FcCreds.Soak;

/// <summary>
/// A server, a relay that breaks connections, and workers that do random operations and know what must come of them. With an S3 server
/// the relay stands before that one; with the embedded store, before this server itself.
/// </summary>
internal static class SoakRun
{
    // For a request that meets a stall; far above what an answer takes.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private static readonly SigningKey Root = new("LTAI5tFcCredsSoakRoot000", new("soak-root-secret-0123456789"));

    public static async Task<SoakReport> RunAsync(SoakOptions options, CancellationToken ct)
    {
        var began = TimeProvider.System.GetTimestamp();
        await using var before = options.S3 is { } s3 ? new FaultyRelay(s3.Endpoint) : null;
        await using var server = await FcCredsServer.StartAsync(
            new()
            {
                Configuration = FcCredsConfiguration.Default(),
                Listen = [new(IPAddress.Loopback, 0)],
                RootAccessKey = Root,
                Announce = false,
                S3 = options.S3 is null ? null : options.S3 with { Endpoint = before!.Url, AnswerPatience = Patience },
            },
            ct);
        await using var atDoor = before is null ? new FaultyRelay(server.Url) : null;
        var (door, relay) = atDoor is null ? (server.Url, before!) : (atDoor.Url, atDoor);
        await PrepareAsync(server.Url);

        var tally = new SoakTally();
        var workers = Enumerable.Range(0, options.Workers).Select(number => new SoakWorker(number, options, new(door, Root, atDoor is null ? TimeSpan.FromMinutes(2) : Patience), relay, tally)).ToList();
        using var telling = new Timer(_ => options.Progress?.Invoke($"{tally.Done} operations, {tally.Mismatches.Count} mismatches"), null, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(30));
        await Task.WhenAll(workers.Select((worker, i) => Task.Run(() => worker.RunAsync((options.Operations / options.Workers) + (i < options.Operations % options.Workers ? 1 : 0)), ct)));
        var (acknowledged, unknown) = (tally.Acknowledged, tally.Unknown);

        relay.Mend();
        // Whatever the faults left of connections shall not be met now.
        relay.Spoil(new RelayFault.Down(), times: 0);
        await Task.WhenAll(workers.Select(worker => Task.Run(worker.VerifyAsync, ct)));
        var swept = await server.Rooms.Orphans.SweepAsync(TimeSpan.Zero, ct);
        var report = new SoakReport
        {
            Store = options.S3 is null ? "embedded" : "s3",
            Seed = options.Seed,
            Operations = options.Operations,
            Acknowledged = acknowledged,
            Unanswered = unknown,
            ReadBackUnanswered = tally.Unknown - unknown,
            Faults = tally.Faults.ToDictionary(),
            Compared = workers.Sum(worker => worker.CertainObjects),
            Swept = swept.GroupBy(orphan => orphan.Kind).ToDictionary(kind => kind.Key, kind => kind.Count()),
            Mismatches = [.. tally.Mismatches],
            Time = TimeProvider.System.GetElapsedTime(began),
        };
        foreach (var worker in workers) worker.Dispose();
        return report;
    }

    private static async Task PrepareAsync(Uri server)
    {
        using var client = new SoakClient(server, Root, TimeSpan.FromMinutes(1));
        foreach (var bucket in new[] { PlainObjects.Bucket, VersionedObjects.Bucket }) Expect(await client.SendAsync(HttpMethod.Put, bucket, "", []));
        Expect(await client.SendAsync(HttpMethod.Put, VersionedObjects.Bucket, "", "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>"u8.ToArray(), [("versioning", null)]));

        static void Expect(SoakReply reply)
        {
            if (!reply.IsDone) throw new InvalidOperationException($"The soak could not be prepared: {reply}");
        }
    }
}
