using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using FcCreds.Core.Http;

namespace FcCreds.Fc.Triggers.Http;

/// <summary>The event that a built-in runtime gets for an HTTP request (page "HTTP trigger event").</summary>
internal static class HttpEvent
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Besides <c>text/*</c>: media types whose bodies come as text.</summary>
    private static readonly string[] TextTypes =
    [
        "application/json", "application/ld+json", "application/xhtml+xml", "application/xml", "application/atom+xml", "application/javascript",
    ];

    public static ReadOnlyMemory<byte> Write(FunctionRequest request, HttpEventContext context)
    {
        using var stream = new MemoryStream(1024 + request.Bytes.Length);
        using (var json = new Utf8JsonWriter(stream, Readable))
        {
            json.WriteStartObject();
            json.WriteString("version", "v1");
            json.WriteString("rawPath", request.RawPath);
            WriteValues(json, "headers", request.Headers.Select(field => (GoHeaderName.Of(field.Name), field.Value)));
            WriteValues(json, "queryParameters", request.Query.Select(one => (one.Name, one.Value ?? "")));
            WriteBody(json, request);
            WriteContext(json, request, context);
            json.WriteEndObject();
        }
        return stream.GetBuffer().AsMemory(0, (int)stream.Length);
    }

    /// <summary>Several values of one name are joined by commas.</summary>
    private static void WriteValues(Utf8JsonWriter json, string name, IEnumerable<(string Name, string Value)> fields)
    {
        json.WriteStartObject(name);
        foreach (var group in fields.GroupBy(field => field.Name, StringComparer.Ordinal)) json.WriteString(group.Key, string.Join(',', group.Select(field => field.Value)));
        json.WriteEndObject();
    }

    /// <summary>A request that names no content type counts as binary, even without a body.</summary>
    private static void WriteBody(Utf8JsonWriter json, FunctionRequest request)
    {
        var type = request.MediaType;
        var isText = type.StartsWith("text/", StringComparison.Ordinal) || TextTypes.Contains(type);
        if (isText) json.WriteString("body", Encoding.UTF8.GetString(request.Bytes.Span));
        else json.WriteBase64String("body", request.Bytes.Span);
        json.WriteBoolean("isBase64Encoded", !isText);
    }

    private static void WriteContext(Utf8JsonWriter json, FunctionRequest request, HttpEventContext context)
    {
        json.WriteStartObject("requestContext");
        json.WriteString("accountId", context.AccountId);
        json.WriteString("domainName", context.DomainName);
        json.WriteString("domainPrefix", context.DomainName.Split('.')[0]);
        json.WriteString("requestId", context.RequestId);
        json.WriteString("time", context.Time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        // Text, although it is a number.
        json.WriteString("timeEpoch", context.Time.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture));
        json.WriteStartObject("http");
        json.WriteString("method", request.Method);
        json.WriteString("path", PercentEncoding.TryDecode(request.RawPath, out var path) ? path : request.RawPath);
        json.WriteString("protocol", context.Protocol);
        json.WriteString("sourceIp", context.SourceIp);
        json.WriteString("userAgent", request.Header("User-Agent") ?? "");
        json.WriteEndObject();
        json.WriteEndObject();
    }
}

/// <summary>What <c>requestContext</c> tells beside the request itself.</summary>
internal sealed record HttpEventContext
{
    public required string AccountId { get; init; }

    public required string DomainName { get; init; }

    public required string RequestId { get; init; }

    public required DateTimeOffset Time { get; init; }

    /// <summary>Such as <c>HTTP/1.1</c>.</summary>
    public required string Protocol { get; init; }

    /// <summary>The TCP peer.</summary>
    public required string SourceIp { get; init; }
}
