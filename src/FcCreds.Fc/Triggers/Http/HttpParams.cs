using System.Text.Encodings.Web;
using System.Text.Json;
using FcCreds.Core.Http;

namespace FcCreds.Fc.Triggers.Http;

/// <summary>How FC 2.0 tells its HTTP handlers of a request and is told the answer: JSON in base64 in <c>x-fc-http-params</c>, the bodies as they are.</summary>
internal static class HttpParams
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(FunctionRequest request, RawTarget target, string host, string clientIp)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Readable))
        {
            json.WriteStartObject();
            json.WriteString("path", PercentEncoding.TryDecode(request.RawPath, out var path) ? path : request.RawPath);
            json.WriteString("method", request.Method);
            json.WriteString("requestURI", target.Text);
            json.WriteString("clientIP", clientIp);
            json.WriteString("host", host);
            json.WriteString("queryString", request.RawQuery);
            WriteValues(json, "headersMap", request.Headers.Select(field => (GoHeaderName.Of(field.Name), field.Value)));
            WriteValues(json, "queriesMap", request.Query.Select(one => (one.Name, one.Value ?? "")));
            json.WriteEndObject();
        }
        return Convert.ToBase64String(stream.GetBuffer(), 0, (int)stream.Length);
    }

    /// <summary>The answer: <c>{status, headersMap}</c> beside the body.</summary>
    public static HandlerReply Read(string httpParams, ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(Convert.FromBase64String(httpParams));
            var status = document.RootElement.GetProperty("status").GetInt32();
            var headers = document.RootElement.GetProperty("headersMap").EnumerateObject()
                .SelectMany(header => header.Value.EnumerateArray(), (header, value) => new HeaderField(header.Name, value.GetString() ?? ""));
            return HandlerReply.Of(status, [.. headers], body);
        }
        catch (Exception broken) when (broken is FormatException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw FcErrors.BadResponse.Saying("the function's x-fc-http-params is not valid");
        }
    }

    private static void WriteValues(Utf8JsonWriter json, string name, IEnumerable<(string Name, string Value)> fields)
    {
        json.WriteStartObject(name);
        foreach (var group in fields.GroupBy(field => field.Name, StringComparer.Ordinal))
        {
            json.WriteStartArray(group.Key);
            foreach (var (_, value) in group) json.WriteStringValue(value);
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }
}
