using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Xml;
using System.Xml.Linq;
using FcCreds.Cli.Usage;
using FcCreds.Core.Http;

namespace FcCreds.Cli.Connections;

/// <summary>A small OSS client: path style, signed with version 4 by the account's own key.</summary>
internal sealed class OssClient(Emulator emulator)
{
    public async IAsyncEnumerable<Listed> ListBucketsAsync([EnumeratorCancellation] CancellationToken ct)
    {
        var marker = "";
        do
        {
            var page = await ReadXmlAsync("", [new("marker", marker), new("max-keys", "1000")], ct);
            foreach (var bucket in page.Descendants("Bucket"))
            {
                yield return new() { Name = Text(bucket, "Name"), Kind = "bucket", LastModified = Time(bucket, "CreationDate"), StorageClass = Text(bucket, "StorageClass") };
            }
            marker = Text(page, "NextMarker");
        }
        while (marker.Length > 0);
    }

    public async IAsyncEnumerable<Listed> ListObjectsAsync(OssUrl below, string delimiter, [EnumeratorCancellation] CancellationToken ct)
    {
        var continuation = "";
        do
        {
            var page = await ReadXmlAsync(
                below.Bucket,
                [new("list-type", "2"), new("prefix", below.Key), new("delimiter", delimiter), new("encoding-type", "url"), new("max-keys", "1000"), new("continuation-token", continuation)],
                ct);
            foreach (var prefix in page.Elements("CommonPrefixes")) yield return new() { Name = Decoded(prefix, "Prefix"), Kind = "prefix" };
            foreach (var entry in page.Elements("Contents"))
            {
                yield return new()
                {
                    Name = Decoded(entry, "Key"),
                    Kind = "object",
                    Size = long.Parse(Text(entry, "Size"), CultureInfo.InvariantCulture),
                    LastModified = Time(entry, "LastModified"),
                    ETag = Text(entry, "ETag").Trim('"'),
                    StorageClass = Text(entry, "StorageClass"),
                };
            }
            continuation = Decoded(page, "NextContinuationToken");
        }
        while (continuation.Length > 0);
    }

    /// <summary>Creates the bucket unless the account has it.</summary>
    public async Task PutBucketAsync(string bucket, CancellationToken ct)
    {
        using var reply = await SendAsync(HttpMethod.Put, new(bucket, ""), [], null, ct);
    }

    public async Task<Stream> GetObjectAsync(OssUrl url, CancellationToken ct)
        => await (await SendAsync(HttpMethod.Get, url, [], null, ct)).Content.ReadAsStreamAsync(ct);

    public async Task PutObjectAsync(OssUrl url, Stream content, string contentType, CancellationToken ct)
    {
        using var body = new StreamContent(content, 128 * 1024);
        body.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        using var reply = await SendAsync(HttpMethod.Put, url, [], body, ct);
    }

    private async Task<XElement> ReadXmlAsync(string bucket, IEnumerable<QueryParameter> query, CancellationToken ct)
    {
        using var reply = await SendAsync(HttpMethod.Get, new(bucket, ""), [.. query.Where(parameter => parameter.Value is { Length: > 0 })], null, ct);
        await using var body = await reply.Content.ReadAsStreamAsync(ct);
        return await XElement.LoadAsync(body, LoadOptions.None, ct);
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, OssUrl target, IReadOnlyList<QueryParameter> query, HttpContent? content, CancellationToken ct)
    {
        using var request = emulator.Request(method, target, query, content);
        var reply = await emulator.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
        if (reply.IsSuccessStatusCode) return reply;
        using (reply) throw await RefusalAsync(reply, target, ct);
    }

    private static async Task<CliFailure> RefusalAsync(HttpResponseMessage reply, OssUrl target, CancellationToken ct)
    {
        var body = await reply.Content.ReadAsStringAsync(ct);
        try
        {
            var error = XElement.Parse(body);
            return CliFailure.Failed($"{target}: {Text(error, "Code")}: {Text(error, "Message")}", Hint(Text(error, "Code")));
        }
        catch (XmlException)
        {
            return CliFailure.Failed($"{target}: the server answered {(int)reply.StatusCode} {reply.ReasonPhrase}.");
        }
    }

    private static string? Hint(string code) => code switch
    {
        "NoSuchBucket" => "fccreds ls shows the buckets; fccreds invoke … --bucket NAME creates one.",
        "NoSuchKey" => "fccreds ls -r oss://BUCKET shows the objects.",
        "SignatureDoesNotMatch" or "InvalidAccessKeyId" => "Give the server's root key as FCCREDS_ROOT_ACCESS_KEY_ID and FCCREDS_ROOT_ACCESS_KEY_SECRET.",
        _ => null,
    };

    private static string Text(XElement parent, string name) => (string?)parent.Element(name) ?? "";

    private static string Decoded(XElement parent, string name) => WebUtility.UrlDecode(Text(parent, name));

    private static DateTimeOffset? Time(XElement parent, string name)
        => DateTimeOffset.TryParse(Text(parent, name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
}
