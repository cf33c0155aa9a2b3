using System.Diagnostics;

namespace FcCreds.Conformance;

/// <summary>The Node.js sample as somebody runs it who copied it: its own server, its own tests.</summary>
public sealed class NodeSampleTests
{
    [Fact]
    public async Task The_sample_passes_its_own_tests()
    {
        var clients = Path.Combine(Sources.Folder, "node", "node_modules");
        Assert.SkipUnless(Directory.Exists(clients), $"the npm clients are not installed: run npm ci in {Path.GetDirectoryName(clients)}");
        var copy = Directory.CreateTempSubdirectory("fccreds-sample-").FullName;
        try
        {
            var sample = Path.GetFullPath(Path.Combine(Sources.Folder, "..", "..", "fixtures", "samples", "node-uploads"));
            foreach (var file in Directory.EnumerateFiles(sample)) File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
            // What npm install would bring; the same version of ali-oss.
            Directory.CreateSymbolicLink(Path.Combine(copy, "node_modules"), clients);

            var start = new ProcessStartInfo("node", ["--test"])
            {
                WorkingDirectory = copy,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                Environment = { ["FCCREDS"] = Path.Combine(AppContext.BaseDirectory, "fccreds"), ["NO_PROXY"] = "*" },
            };
            using var node = Process.Start(start)!;
            var errors = node.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            var printed = await node.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await node.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.True(node.ExitCode == 0, printed + await errors);
            Assert.Matches(@"(?m)pass [1-9]", printed);
        }
        finally
        {
            Directory.Delete(copy, recursive: true);
        }
    }
}
