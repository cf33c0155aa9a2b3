using System.Net;
using System.Security.Cryptography.X509Certificates;
using FcCreds.Core.Time;
using FcCreds.Server;
using FcCreds.Server.Configuration;
using Microsoft.Extensions.Logging.Abstractions;

namespace FcCreds.Tests.Server.Hosting;

/// <summary>What a container needs: several ports, a health that waits for seeding, certificates that others may read.</summary>
public sealed class ReachabilityTests
{
    [Fact]
    public async Task Every_port_answers_the_clouds_own_names_in_http_and_https()
    {
        await using var server = await FcCredsServer.StartAsync(
            new() { Configuration = FcCredsConfiguration.Default(), Listen = [new(IPAddress.Any, 0), new(IPAddress.Any, 0), new(IPAddress.Loopback, 0)] },
            TestContext.Current.CancellationToken);
        Assert.Equal(3, server.Addresses.Count);
        const string Name = "photos.oss-cn-hangzhou.aliyuncs.com";
        using var http = new HttpClient(new SocketsHttpHandler
        {
            UseProxy = false,
            SslOptions = { TargetHost = Name, RemoteCertificateValidationCallback = (_, shown, _, _) => shown is X509Certificate2 leaf && leaf.MatchesHostname(Name) },
        });
        foreach (var port in server.Addresses.Select(address => address.Port))
        {
            foreach (var scheme in (string[])["http", "https"])
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, $"{scheme}://127.0.0.1:{port}/a") { Headers = { Host = Name } };
                using var reply = await http.SendAsync(request, TestContext.Current.CancellationToken);
                var body = await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
                Assert.Contains("<Code>NoSuchBucket</Code>", body, StringComparison.Ordinal);
                Assert.Contains("<BucketName>photos</BucketName>", body, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task Handlers_are_given_a_loopback_address_even_when_another_is_listened_on_first()
    {
        await using var server = await FcCredsServer.StartAsync(
            new() { Configuration = FcCredsConfiguration.Default(), Listen = [new(IPAddress.IPv6Loopback, 0), new(IPAddress.Any, 0)] },
            TestContext.Current.CancellationToken);
        Assert.True(server.Url.IsLoopback);
    }

    [Fact]
    public async Task Health_says_starting_until_the_buckets_are_filled()
    {
        await using var server = await TestServer.StartAsync();
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        var health = new Uri(server.Url, "/_fccreds/health");
        server.Rooms.IsSeeded = false;
        using var early = await http.GetAsync(health, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, early.StatusCode);
        Assert.Contains("\"status\":\"starting\"", await early.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        server.Rooms.IsSeeded = true;
        using var ready = await http.GetAsync(health, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
    }

    [Fact]
    public async Task Rooms_that_were_just_opened_are_not_seeded()
    {
        await using var rooms = await Rooms.OpenAsync(new() { Configuration = FcCredsConfiguration.Default() }, Clocks.System(), NullLoggerFactory.Instance, TestContext.Current.CancellationToken);
        Assert.False(rooms.IsSeeded);
    }

    [Fact]
    public async Task The_authority_is_laid_out_for_everybody_without_its_key()
    {
        var folder = Directory.CreateTempSubdirectory("fccreds-ca-").FullName;
        try
        {
            await using var server = await TestServer.StartAsync(caFolder: Path.Combine(folder, "ca"));
            var files = Directory.GetFiles(Path.Combine(folder, "ca")).Order(StringComparer.Ordinal).ToList();
            Assert.Equal(["ca-bundle.pem", "ca.pem"], files.Select(file => Path.GetFileName(file)!));
            foreach (var file in files)
            {
                var pem = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
                Assert.Contains("BEGIN CERTIFICATE", pem, StringComparison.Ordinal);
                Assert.DoesNotContain("PRIVATE KEY", pem, StringComparison.Ordinal);
                if (!OperatingSystem.IsWindows()) Assert.True(File.GetUnixFileMode(file).HasFlag(UnixFileMode.OtherRead));
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_stops_the_start_with_a_sentence()
    {
        var file = Path.GetTempFileName();
        try
        {
            var failure = await Assert.ThrowsAsync<StartFailure>(() => TestServer.StartAsync(caFolder: Path.Combine(file, "ca")));
            Assert.Contains("certificates cannot be written", failure.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
