using System.Globalization;
using FcCreds.Testing;

namespace FcCreds.Benchmarks;

/// <summary>What a test waits for until it has an account with a bucket and a role, on a server in its own process.</summary>
internal static class SandboxBenchmark
{
    private const int WarmUps = 50;
    private const int Sandboxes = 500;

    public static async Task RunAsync()
    {
        await using var cloud = await FcCredsCloud.StartAsync();
        for (var i = 0; i < WarmUps; i++) await OpenAsync(cloud);
        List<double> opened = [];
        for (var i = 0; i < Sandboxes; i++) opened.Add(await OpenAsync(cloud));
        opened.Sort();
        string At(double share) => opened[(int)(Sandboxes * share)].ToString("F2", CultureInfo.InvariantCulture);
        Table.Row("a sandbox with a bucket and a role, p50 / p99", $"{At(0.5)} / {At(0.99)} ms", "", "", "≤ 5 ms");
    }

    /// <summary>Milliseconds until it could be used; taking it away again is not counted.</summary>
    private static async Task<double> OpenAsync(FcCredsCloud cloud)
    {
        var start = TimeProvider.System.GetTimestamp();
        await using var box = await cloud.NewSandboxAsync(s => s.Role("exporter", allow: "oss:PutObject"));
        return TimeProvider.System.GetElapsedTime(start).TotalMilliseconds;
    }
}
