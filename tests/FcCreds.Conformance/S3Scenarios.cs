using System.Diagnostics;
using System.Text.Json;

namespace FcCreds.Conformance;

/// <summary>Runs S3 clients of s3/ against a server.</summary>
internal static class S3Scenarios
{
    private static readonly string[] Pythons = ["python3", "/usr/bin/python3"];

    private static string Folder => Path.Combine(Sources.Folder, "s3");

    /// <summary>Every boto3 that the machine's interpreters know; they differ by years.</summary>
    public static async Task<IReadOnlyList<ScenarioResult>> RunBoto3Async(string serverUrl)
    {
        List<ScenarioResult> results = [];
        HashSet<string> seen = [];
        foreach (var python in Pythons)
        {
            var (code, version) = await RunAsync(python, serverUrl, ["-c", "import boto3; print(boto3.__version__)"]);
            if (code != 0 || !seen.Add(version)) continue;
            var (ended, printed) = await RunAsync(python, serverUrl, [Path.Combine(Folder, "boto3_scenarios.py")]);
            Assert.True(ended == 0, printed);
            foreach (var line in printed.Split('\n').Where(line => line.StartsWith('{')))
            {
                using var result = JsonDocument.Parse(line);
                results.Add(new(result.RootElement.GetProperty("name").GetString()!, result.RootElement.GetProperty("problem").GetString()));
            }
        }
        Assert.SkipWhen(seen.Count == 0, "boto3 is not installed: apt-get install python3-boto3");
        return results;
    }

    /// <summary>A command-line client, through the script of its name.</summary>
    public static async Task<IReadOnlyList<ScenarioResult>> RunToolAsync(string tool, string package, string serverUrl)
    {
        Assert.SkipUnless((await RunAsync("bash", serverUrl, ["-c", $"command -v {tool} curl"])).Code == 0, $"{tool} or curl is not installed: apt-get install {package} curl");
        var work = Directory.CreateTempSubdirectory("fccreds-s3-").FullName;
        try
        {
            var (code, printed) = await RunAsync("bash", serverUrl, ["-x", Path.Combine(Folder, tool + ".sh")], work);
            return [new($"{tool} keeps, lists, copies and deletes", code == 0 ? null : printed)];
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    private static async Task<(int Code, string Printed)> RunAsync(string program, string serverUrl, string[] arguments, string? folder = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder ?? Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["FCCREDS_TEST_URL"] = serverUrl, ["NO_PROXY"] = "*", ["PYTHONDONTWRITEBYTECODE"] = "1" },
        };
        try
        {
            using var process = Process.Start(start)!;
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            await process.WaitForExitAsync();
            return (process.ExitCode, await output + (process.ExitCode == 0 ? "" : await errors));
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            return (-1, missing.Message);
        }
    }
}
