using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using FcCreds.Core.Sessions;
using FcCreds.Core.Signing;
using FcCreds.Server.Control;

namespace FcCreds.Tests.Server.Control;

public sealed class SealingKeysTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ring_is_rotated_under_load_and_no_request_is_refused()
    {
        const int Workers = 8, Rotations = 5;
        await using var server = await TestServer.StartAsync();
        using var sent = await server.SendAsync(HttpMethod.Put, "object", "content");
        var first = await MintAsync(server);
        using var stop = new CancellationTokenSource();
        var statuses = new ConcurrentBag<HttpStatusCode>();
        var workers = Enumerable.Range(0, Workers).Select(n => Task.Run(async () =>
        {
            // Half of them keep one session all the time, the others take a new one for each request.
            var key = first;
            do
            {
                if (n % 2 == 0) key = await MintAsync(server);
                using var reply = await server.SendAsync(HttpMethod.Get, "object", with: key);
                statuses.Add(reply.StatusCode);
            }
            while (!stop.IsCancellationRequested);
        }, Ct)).ToList();
        for (var rotation = 0; rotation < Rotations; rotation++)
        {
            await OrderAsync(server, "/stage");
            await OrderAsync(server, $"/{(await KeysAsync(server))[^1].KeyId}/promote");
            var before = statuses.Count;
            while (statuses.Count < before + (2 * Workers)) await Task.Yield();
        }
        await stop.CancelAsync();
        await Task.WhenAll(workers);
        Assert.All(statuses, status => Assert.Equal(HttpStatusCode.OK, status));
        Assert.Equal(Rotations, (await KeysAsync(server)).Count(key => key.State == "verify-only"));
    }

    [Fact]
    public async Task What_a_retired_key_sealed_is_refused()
    {
        await using var server = await TestServer.StartAsync();
        using var sent = await server.SendAsync(HttpMethod.Put, "object", "content");
        var (old, minted) = ((await KeysAsync(server))[0].KeyId, await MintAsync(server));
        Assert.Equal(HttpStatusCode.BadRequest, await OrderAsync(server, $"/{old}/retire"));
        await OrderAsync(server, "/stage");
        await OrderAsync(server, $"/{(await KeysAsync(server))[^1].KeyId}/promote");
        Assert.Equal(HttpStatusCode.NoContent, await OrderAsync(server, $"/{old}/retire"));
        using var refused = await server.SendAsync(HttpMethod.Get, "object", with: minted);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        using var fresh = await server.SendAsync(HttpMethod.Get, "object", with: await MintAsync(server));
        Assert.Equal(HttpStatusCode.OK, fresh.StatusCode);
    }

    [Fact]
    public async Task File_that_another_server_rotated_is_taken_over_by_order()
    {
        var folder = Directory.CreateTempSubdirectory("fccreds-ring-");
        try
        {
            await using var server = await TestServer.StartAsync(folder.FullName);
            var elsewhere = SealingKeyRing.OpenFile(Path.Combine(folder.FullName, "sealing-keys"));
            elsewhere.Promote(elsewhere.Stage());
            Assert.Single(await KeysAsync(server));
            Assert.Equal(HttpStatusCode.NoContent, await OrderAsync(server, "/reload"));
            Assert.Equal(["verify-only", "primary"], (await KeysAsync(server)).Select(key => key.State));
            File.WriteAllText(Path.Combine(folder.FullName, "sealing-keys"), "garbage");
            Assert.Equal(HttpStatusCode.BadRequest, await OrderAsync(server, "/reload"));
            Assert.Equal(2, (await KeysAsync(server)).Count);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<SigningKey> MintAsync(TestServer server)
        => SigningKey.Of((await server.Rooms.Sessions.AssumeForServiceAsync(
            new()
            {
                RoleArn = server.Rooms.Configuration.DefaultRoleArn,
                Service = "fc.aliyuncs.com",
                RoleSessionName = "load",
                Duration = TimeSpan.FromHours(1),
                Scope = SessionScope.Shared,
            },
            Ct)).Credentials!);

    private static async Task<IReadOnlyList<SealingKeyReport>> KeysAsync(TestServer server)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        http.DefaultRequestHeaders.Add(OrderEndpoint.TokenHeader, server.Rooms.ControlToken);
        return JsonSerializer.Deserialize(await http.GetStringAsync(new Uri(server.Url, SealingKeys.Path), Ct), OrderJson.Default.IReadOnlyListSealingKeyReport)!;
    }

    private static async Task<HttpStatusCode> OrderAsync(TestServer server, string verb)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        http.DefaultRequestHeaders.Add(OrderEndpoint.TokenHeader, server.Rooms.ControlToken);
        using var reply = await http.PostAsync(new Uri(server.Url, SealingKeys.Path + verb), null, Ct);
        return reply.StatusCode;
    }
}
