using System.Net;
using System.Text;
using FcCreds.Core.Http;
using FcCreds.Core.Signing;
using FcCreds.Server.Configuration;

namespace FcCreds.Server;

/// <summary>
/// Makes the configured buckets and fills them, as a client of the server's own: what a seed cannot do, no client could. An object
/// that is there already is left alone, so that a restart changes nothing.
/// </summary>
internal sealed class BucketSeeder(Rooms rooms, IReadOnlyList<BucketDeclaration> buckets)
{
    public async Task SeedAsync(CancellationToken ct)
    {
        if (buckets.Count == 0) return;
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        foreach (var bucket in buckets)
        {
            await SendAsync(http, bucket, "", [], null, [new("x-oss-acl", bucket.Acl)], ct);
            if (bucket.SeedPath is { } folder) await FillAsync(http, bucket, folder, ct);
            // Last: it may take away what filling needs.
            if (bucket.Policy is { } policy) await SendAsync(http, bucket, "", [new("policy", null)], new ByteArrayContent(Encoding.UTF8.GetBytes(policy.Json)), [], ct);
        }
    }

    private async Task FillAsync(HttpClient http, BucketDeclaration bucket, string folder, CancellationToken ct)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var key = Path.GetRelativePath(folder, file).Replace(Path.DirectorySeparatorChar, '/');
            await using var content = File.OpenRead(file);
            await SendAsync(http, bucket, key, [], new StreamContent(content), [new("x-oss-forbid-overwrite", "true")], ct);
        }
    }

    private async Task SendAsync(HttpClient http, BucketDeclaration bucket, string key, QueryParameter[] query, HttpContent? content, HeaderField[] headers, CancellationToken ct)
    {
        var account = rooms.Configuration.Accounts.First(a => a.AccountId == bucket.AccountId);
        var path = $"/{PercentEncoding.EncodePath(key)}";
        var wire = new WireRequest { Method = "PUT", Scheme = "http", Host = rooms.Url.Authority, RawPath = path, Query = query, Headers = headers };
        var signed = new OssSigner(RootAccessKeys.Of(account), bucket.Region).SignV4(wire, bucket.Name, key, rooms.Clocks.Wire.GetUtcNow());
        using var request = new HttpRequestMessage(HttpMethod.Put, new Uri(rooms.Url, query.Length > 0 ? $"{path}?{query[0].Name}" : path));
        request.Headers.Host = $"{bucket.Name}.oss-{bucket.Region}.aliyuncs.com";
        request.Content = content;
        foreach (var (name, value) in headers.Concat(signed)) request.Headers.TryAddWithoutValidation(name, value);
        using var reply = await http.SendAsync(request, ct);
        if (reply.IsSuccessStatusCode || (key.Length > 0 && reply.StatusCode == HttpStatusCode.Conflict)) return;
        throw new StartFailure($"Bucket {bucket.Name} could not be prepared ({(int)reply.StatusCode}): {await reply.Content.ReadAsStringAsync(ct)}");
    }
}
