namespace FcCreds.Conformance;

/// <summary>What the real server prints and keeps while official clients use it, looked through for what must not be there.</summary>
public sealed class SecretTests
{
    [Fact]
    public async Task A_talkative_server_prints_no_secret_token_or_signature_and_ends_well_when_asked_to()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "asks the server to end with SIGTERM");
        var folder = Directory.CreateTempSubdirectory("fccreds-secrets-").FullName;
        try
        {
            var data = Path.Combine(folder, "data");
            await using var server = await ServeProcess.StartAsync(folder, "--config", Path.Combine(Sources.Folder, "fccreds.yaml"), "--data", data, "--verbose");
            await NodeScenarios.RunAsync("ali-oss-credentials.mjs", server.Url.GetLeftPart(UriPartial.Authority));
            await NodeScenarios.RunAsync("sts.mjs", server.Url.GetLeftPart(UriPartial.Authority));
            await NodeScenarios.RunAsync("oidc.mjs", server.Url.GetLeftPart(UriPartial.Authority));
            await NodeScenarios.RunAsync("saml.mjs", server.Url.GetLeftPart(UriPartial.Authority));
            await NodeScenarios.RunAsync("ram-principals.mjs", server.Url.GetLeftPart(UriPartial.Authority));
            await NodeScenarios.RunAsync("aws-sdk.mjs", server.Url.GetLeftPart(UriPartial.Authority));

            var (exitCode, printed) = await server.StopAsync();

            Assert.Equal(0, exitCode);
            Assert.Contains("PutObject", printed, StringComparison.Ordinal);
            var journal = string.Concat(Directory.EnumerateFiles(Path.Combine(data, "journal")).Select(File.ReadAllText));
            Assert.Contains("SignatureDoesNotMatch", journal, StringComparison.Ordinal);
            // Long-term keys are kept there, sealed.
            var kept = string.Concat(Directory.EnumerateFiles(data, "index.db*").Select(file => File.ReadAllText(file, System.Text.Encoding.Latin1)));
            Assert.Contains("LTAI5tFcCredsConformance", kept, StringComparison.Ordinal);
            Assert.DoesNotContain("conformance-secret", kept, StringComparison.Ordinal);
            foreach (var text in new[] { printed, journal })
            {
                Assert.DoesNotContain("AccessKeySecret", text, StringComparison.Ordinal);
                Assert.DoesNotContain(server.RootAccessKeySecret, text, StringComparison.Ordinal);
                Assert.DoesNotContain("conformance-secret", text, StringComparison.Ordinal);
                // Every token begins so; every V4 or ACS3 signature is announced so.
                Assert.DoesNotContain("CAIS", text, StringComparison.Ordinal);
                // Every JWT begins so, and so does every SAML response of the scenarios.
                Assert.DoesNotContain("eyJ", text, StringComparison.Ordinal);
                Assert.DoesNotContain("PHNhbWxw", text, StringComparison.Ordinal);
                Assert.DoesNotContain("Signature=", text, StringComparison.Ordinal);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
