using System.Diagnostics;
using System.Text.Json;

namespace FcCreds.Conformance;

/// <summary>Every ready drill, run by the program with every client: the right ones pass, and the wrong ones are caught.</summary>
public sealed class ReadyDrillTests
{
    [Fact]
    public async Task Right_clients_pass_and_wrong_ones_are_caught()
    {
        var clients = Path.Combine(Sources.Folder, "node", "node_modules");
        Assert.SkipUnless(Directory.Exists(clients), $"the npm clients are not installed: run npm ci in {Path.GetDirectoryName(clients)}");
        // From elsewhere: the drills are those that come with the program.
        var folder = Directory.CreateTempSubdirectory("fccreds-ready-").FullName;
        try
        {
            var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "fccreds"), ["drill", "run", "--suite", "all", "--clients", "--jobs", "3", "--json"])
            {
                WorkingDirectory = folder,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                Environment = { ["NODE_PATH"] = clients },
            };
            using var run = Process.Start(start)!;
            var errors = run.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            var printed = await run.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await run.WaitForExitAsync(TestContext.Current.CancellationToken);
            var told = await errors;
            Assert.True(printed.Length > 0, told);

            using var results = JsonDocument.Parse(printed);
            var all = results.RootElement.EnumerateArray().ToList();
            var unexpected = all.Where(one => Passed(one) == ShallFail(one)).Select(one => $"{one.GetProperty("drill")} with {one.GetProperty("target")}: {one.GetProperty("verdict")}");
            Assert.Empty(unexpected);
            Assert.Equal(0, run.ExitCode);
            // The catalogue is whole, and each drill catches somebody.
            var drills = all.GroupBy(one => one.GetProperty("drill").GetString()).ToList();
            Assert.True(drills.Count >= 32, $"{drills.Count} drills");
            Assert.All(drills, drill => Assert.Contains(drill, ShallFail));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static bool Passed(JsonElement result) => result.GetProperty("passed").GetBoolean();

    private static bool ShallFail(JsonElement result) => result.TryGetProperty("shallFail", out var shall) && shall.GetBoolean();
}
