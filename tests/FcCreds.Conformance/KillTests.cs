using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using FcCreds.Core.Callers;
using FcCreds.Core.Checksums;
using FcCreds.Core.Http;
using FcCreds.Core.Signing;

namespace FcCreds.Conformance;

/// <summary>The promise of the store, asked of the real server: SIGKILL at any moment loses nothing acknowledged and leaves nothing half there.</summary>
public sealed class KillTests
{
    private const string Bucket = "kill-storm";
    private const int Writers = 16;

    [Fact]
    public async Task Kill_9_during_a_storm_of_writes_loses_no_acknowledged_object_and_leaves_none_half_there()
    {
        var folder = Directory.CreateTempSubdirectory("fccreds-kill-").FullName;
        try
        {
            var acknowledged = new ConcurrentDictionary<string, string>();
            for (var round = 0; round < 3; round++)
            {
                await using var server = await ServeProcess.StartAsync(folder, "--data", Path.Combine(folder, "data"));
                await StormUntilKilledAsync(server, round, acknowledged);
            }
            await using var survivor = await ServeProcess.StartAsync(folder, "--data", Path.Combine(folder, "data"));
            await CompareAsync(survivor, acknowledged);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task StormUntilKilledAsync(ServeProcess server, int round, ConcurrentDictionary<string, string> acknowledged)
    {
        using var http = new HttpClient();
        using (var made = await SendAsync(http, server, HttpMethod.Put, "", null)) Assert.Equal(HttpStatusCode.OK, made.StatusCode);
        var enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var written = 0;
        var writers = Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            for (var i = 0; ; i++)
            {
                // Small ones live in the index, every fourth one in a file; a few keys are overwritten again and again.
                var body = RandomNumberGenerator.GetBytes(i % 4 == 3 ? 200_000 : 3_000);
                var key = i % 5 == 0 ? $"again-{round}-{writer}" : $"{round}/{writer}/{i}";
                var digest = Convert.ToHexString(SHA256.HashData(body));
                acknowledged.TryRemove(key, out var before);
                try
                {
                    if (i % 7 == 6) await UploadInPartsAsync(http, server, key, body);
                    else await WriteAsync(http, server, HttpMethod.Put, key, body);
                }
                catch (HttpRequestException)
                {
                    return;
                }
                acknowledged[key] = digest;
                if (Interlocked.Increment(ref written) == 400) enough.TrySetResult();
            }
        })).ToArray();
        await Task.WhenAny(enough.Task, Task.WhenAll(writers));
        await server.KillAsync();
        await Task.WhenAll(writers);
        Assert.True(written >= 400, $"only {written} writes before the kill");
    }

    private static async Task UploadInPartsAsync(HttpClient http, ServeProcess server, string key, byte[] body)
    {
        var initiated = await WriteAsync(http, server, HttpMethod.Post, key, [], new QueryParameter("uploads", ""));
        var id = new QueryParameter("uploadId", XDocument.Parse(initiated).Root!.Element("UploadId")!.Value);
        // Only the last part may be small.
        var first = Math.Min(body.Length, 100 * 1024);
        byte[][] parts = first < body.Length ? [body[..first], body[first..]] : [body];
        for (var at = 0; at < parts.Length; at++) await WriteAsync(http, server, HttpMethod.Put, key, parts[at], new("partNumber", $"{at + 1}"), id);
        var list = new XElement("CompleteMultipartUpload", parts.Select((part, at) => new XElement("Part",
            new XElement("PartNumber", at + 1), new XElement("ETag", Convert.ToHexString(MD5.HashData(part))))));
        await WriteAsync(http, server, HttpMethod.Post, key, Encoding.UTF8.GetBytes(list.ToString()), id);
    }

    private static async Task<string> WriteAsync(HttpClient http, ServeProcess server, HttpMethod method, string key, byte[] body, params QueryParameter[] query)
    {
        using var reply = await SendAsync(http, server, method, key, body, query);
        var text = await reply.Content.ReadAsStringAsync();
        Assert.True(reply.StatusCode == HttpStatusCode.OK, text);
        return text;
    }

    private static async Task CompareAsync(ServeProcess server, ConcurrentDictionary<string, string> acknowledged)
    {
        using var http = new HttpClient();
        Assert.True(acknowledged.Count > 500);
        foreach (var (key, digest) in acknowledged)
        {
            using var reply = await SendAsync(http, server, HttpMethod.Get, key, null);
            Assert.True(reply.StatusCode == HttpStatusCode.OK, $"{key} was acknowledged and is gone ({(int)reply.StatusCode})");
            Assert.Equal(digest, Convert.ToHexString(SHA256.HashData(await reply.Content.ReadAsByteArrayAsync())));
        }
        // What was in flight may be there or not, but then whole: its content has the checksum that it was written with.
        foreach (var key in await ListAsync(http, server))
        {
            using var reply = await SendAsync(http, server, HttpMethod.Get, key, null);
            var body = await reply.Content.ReadAsByteArrayAsync();
            Assert.Equal($"{Crc64.Of(body)}", Assert.Single(reply.Headers.GetValues("x-oss-hash-crc64ecma")));
        }
    }

    private static async Task<List<string>> ListAsync(HttpClient http, ServeProcess server)
    {
        var keys = new List<string>();
        for (string? marker = ""; marker is not null;)
        {
            using var reply = await SendAsync(http, server, HttpMethod.Get, "", null, new("max-keys", "1000"), new("marker", marker));
            var page = XDocument.Parse(await reply.Content.ReadAsStringAsync()).Root!;
            keys.AddRange(page.Elements("Contents").Select(c => c.Element("Key")!.Value));
            marker = page.Element("NextMarker")?.Value;
        }
        return keys;
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient http, ServeProcess server, HttpMethod method, string key, byte[]? body, params QueryParameter[] query)
    {
        var path = $"/{Bucket}/{PercentEncoding.EncodePath(key)}";
        var wire = new WireRequest { Method = method.Method, Scheme = "http", Host = server.Url.Authority, RawPath = path, Query = query, Headers = [] };
        var signer = new OssSigner(new(server.RootAccessKeyId, new Secret(server.RootAccessKeySecret)), "cn-hangzhou");
        var suffix = query.Length == 0 ? "" : "?" + string.Join('&', query.Select(p => $"{p.Name}={PercentEncoding.Encode(p.Value!)}"));
        var request = new HttpRequestMessage(method, new Uri(server.Url, path + suffix)) { Content = body is null ? null : new ByteArrayContent(body) };
        foreach (var (name, value) in signer.SignV4(wire, Bucket, key, TimeProvider.System.GetUtcNow())) request.Headers.TryAddWithoutValidation(name, value);
        return await http.SendAsync(request);
    }
}
