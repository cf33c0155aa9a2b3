using System.Diagnostics;
using System.Text.Json;

namespace FcCreds.Conformance;

/// <summary>One scenario of node/*.mjs as it went; no problem means that it held.</summary>
internal sealed record ScenarioResult(string Name, string? Problem);

/// <summary>Runs the scenarios of a file in node/ against a server.</summary>
internal static class NodeScenarios
{
    public static readonly IReadOnlyList<string> Files =
    [
        "ali-oss-objects.mjs",
        "ali-oss-access.mjs",
        "ali-oss-buckets.mjs",
        "ali-oss-features.mjs",
        "ali-oss-uploads.mjs",
        "ali-oss-credentials.mjs",
        "sts.mjs",
        "oidc.mjs",
        "saml.mjs",
        "pop-core.mjs",
        "ram-principals.mjs",
        "ram-policies.mjs",
        "ram-settings.mjs",
        "ims.mjs",
        "fc-async.mjs",
        "fc.mjs",
        "fc-functions.mjs",
        "fc2.mjs",
        "ali-oss-forms.mjs",
    ];

    public static Task<IReadOnlyList<ScenarioResult>> RunAsync(string file, string serverUrl)
    {
        var start = Describe("node", ["run.mjs", file]);
        start.Environment["FCCREDS_TEST_URL"] = serverUrl;
        start.Environment["NO_PROXY"] = "*";
        return RunAsync(start);
    }

    /// <summary>A program in the scenarios' folder; skips the test where the clients are not installed.</summary>
    public static ProcessStartInfo Describe(string program, IEnumerable<string> arguments)
    {
        var folder = Path.Combine(Sources.Folder, "node");
        Assert.SkipUnless(Directory.Exists(Path.Combine(folder, "node_modules")), $"the npm clients are not installed: run npm ci in {folder}");
        return new(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
    }

    public static async Task<IReadOnlyList<ScenarioResult>> RunAsync(ProcessStartInfo start)
    {
        using var node = Process.Start(start)!;
        var errors = node.StandardError.ReadToEndAsync();
        var results = new List<ScenarioResult>();
        while (await node.StandardOutput.ReadLineAsync() is { } line)
        {
            // ali-oss prints advice of its own to standard output.
            if (!line.StartsWith('{')) continue;
            using var result = JsonDocument.Parse(line);
            results.Add(new(result.RootElement.GetProperty("name").GetString()!, result.RootElement.GetProperty("problem").GetString()));
        }
        await node.WaitForExitAsync();
        Assert.True(node.ExitCode == 0, await errors);
        Assert.NotEmpty(results);
        return results;
    }
}
