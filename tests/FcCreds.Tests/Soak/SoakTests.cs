using FcCreds.Soak;
using FcCreds.Tests.Storage.S3;

namespace FcCreds.Tests.Soak;

/// <summary>The soak at the length that a test run bears; <c>tests/soak</c> runs it as long as one likes.</summary>
public sealed class SoakTests(ITestOutputHelper output)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Random_operations_under_broken_connections_lose_nothing_on_the_embedded_store()
        => Check(await SoakRun.RunAsync(new() { Operations = 20_000, Seed = 20261124 }, Ct));

    [Fact]
    public async Task Random_operations_under_faults_of_an_S3_server_lose_nothing()
    {
        TestS3.SkipIfMissing();
        await using var server = new TestS3();
        Check(await SoakRun.RunAsync(new() { Operations = 1_000, Seed = 20261124, Faults = 5, S3 = server.Options with { PartSize = 5 * 1024 * 1024 } }, Ct));
    }

    private void Check(SoakReport report)
    {
        // summary.mjs finds this line.
        output.WriteLine(report.Summary);
        Assert.Empty(report.Mismatches);
        Assert.True(report.Holds, report.Summary);
        Assert.True(report.Compared > 100, report.Summary);
    }
}
