using System.Text.Json;
using FcCreds.Fc.Api;
using FcCreds.Identity.Rpc;
using FcCreds.Oss;

namespace FcCreds.Conformance;

/// <summary>"sdk" in the coverage table is a claim; the journal of a run of the official clients is its proof.</summary>
public sealed class EvidenceTests
{
    [Fact]
    public async Task Every_operation_with_evidence_sdk_was_called_well_by_an_official_client()
    {
        var folder = Directory.CreateTempSubdirectory("fccreds-evidence-").FullName;
        try
        {
            await using var server = await ServeProcess.StartAsync(folder, "--config", Path.Combine(Sources.Folder, "fccreds.yaml"), "--ephemeral");
            foreach (var file in NodeScenarios.Files) await NodeScenarios.RunAsync(file, server.Url.GetLeftPart(UriPartial.Authority));
            var called = await CalledWellAsync(server);
            var claimed = OssApi.Coverage().Where(row => row.Evidence == "sdk").Select(row => $"{row.Service} {row.Operation}")
                .Concat(RpcApi.Coverage().Where(row => row.Evidence == "sdk").Select(row => $"{row.Service} {row.Operation}"))
                .Concat(FcApi.Coverage().Where(row => row.Evidence == "sdk").Select(row => $"{row.Service} {row.Operation}"));
            Assert.Empty(claimed.Except(called));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Operations answered with 2xx, from all pages of the journal.</summary>
    private static async Task<HashSet<string>> CalledWellAsync(ServeProcess server)
    {
        using var http = new HttpClient();
        var called = new HashSet<string>();
        for (long after = 0; ;)
        {
            using var page = JsonDocument.Parse(await http.GetStringAsync(new Uri(server.Url, $"/_fccreds/journal?after={after}")));
            if (page.RootElement.GetArrayLength() == 0) return called;
            foreach (var told in page.RootElement.EnumerateArray())
            {
                after = told.GetProperty("sequence").GetInt64();
                if (told.TryGetProperty("operation", out var operation) && told.GetProperty("status").GetInt32() is >= 200 and < 300)
                    called.Add($"{told.GetProperty("service").GetString()} {operation.GetString()}");
            }
        }
    }
}
