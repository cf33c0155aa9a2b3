using System.Net;
using FcCreds.Core.Policy;
using FcCreds.Server;
using FcCreds.Server.Configuration;

namespace FcCreds.Tests.Server;

public sealed class BucketSeederTests
{
    [Fact]
    public async Task A_declared_bucket_policy_is_in_force_from_the_start()
    {
        var ct = TestContext.Current.CancellationToken;
        var seed = Directory.CreateTempSubdirectory("fccreds-seed-").FullName;
        try
        {
            await File.WriteAllTextAsync(Path.Combine(seed, "open.txt"), "open", ct);
            await File.WriteAllTextAsync(Path.Combine(seed, "closed.txt"), "closed", ct);
            var configuration = FcCredsConfiguration.Default();
            configuration = configuration with
            {
                Buckets =
                [
                    new()
                    {
                        Name = "declared",
                        AccountId = configuration.AccountId,
                        Region = "cn-hangzhou",
                        SeedPath = seed,
                        Policy = PolicyDocument.Known(
                            """{"Version":"1","Statement":[{"Effect":"Allow","Principal":["*"],"Action":"oss:GetObject","Resource":"acs:oss:*:*:declared/open.txt"}]}""",
                            PolicyKind.Bucket),
                    },
                ],
            };
            await using var server = await FcCredsServer.StartAsync(new() { Configuration = configuration, Listen = [new(IPAddress.Loopback, 0)] }, ct);
            using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
            Assert.Equal("open", await http.GetStringAsync(new Uri(server.Url, "/declared/open.txt"), ct));
            using var closed = await http.GetAsync(new Uri(server.Url, "/declared/closed.txt"), ct);
            Assert.Equal(HttpStatusCode.Forbidden, closed.StatusCode);
        }
        finally
        {
            Directory.Delete(seed, recursive: true);
        }
    }
}
