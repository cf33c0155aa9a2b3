using System.Buffers;
using System.Text;
using FcCreds.Core.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace FcCreds.Identity.Rpc;

/// <summary>The parameters of a request: its query, and its body, which is read whole because signatures cover it, and bounded.</summary>
internal static class RequestParameters
{
    /// <summary>A SAML assertion may have 100,000 characters, each up to three bytes when form-encoded.</summary>
    private const int MaxBytes = 512 * 1024;

    private const string Form = "application/x-www-form-urlencoded";

    public static async Task<byte[]> ReadBodyAsync(HttpRequest request, CancellationToken ct)
    {
        if (request.ContentLength > MaxBytes) throw RpcErrors.BodyTooLarge.With();
        using var body = new MemoryStream();
        var buffer = ArrayPool<byte>.Shared.Rent(16 * 1024);
        try
        {
            int read;
            while ((read = await request.Body.ReadAsync(buffer, ct)) > 0)
            {
                if (body.Length + read > MaxBytes) throw RpcErrors.BodyTooLarge.With();
                body.Write(buffer, 0, read);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
        return body.ToArray();
    }

    /// <summary>
    /// The query with <c>+</c> read as a space, which OSS must not do: Python's and Go's clients form-encode queries, sign a space as
    /// <c>%20</c>, and always send a real plus as <c>%2B</c>.
    /// </summary>
    public static IReadOnlyList<QueryParameter> Query(HttpContext http)
    {
        var target = http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var question = target.IndexOf('?', StringComparison.Ordinal);
        return question < 0 ? [] : RequestTarget.ParseForm(target[(question + 1)..]);
    }

    /// <summary>The fields of a form; none for JSON, which no operation takes parameters from.</summary>
    public static IReadOnlyList<QueryParameter> Fields(string? contentType, byte[] body)
    {
        if (body.Length == 0) return [];
        var mediaType = contentType?.Split(';')[0].Trim() ?? "";
        if (mediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)) return [];
        if (!mediaType.Equals(Form, StringComparison.OrdinalIgnoreCase)) throw RpcErrors.ContentType.With();
        return RequestTarget.ParseForm(Encoding.UTF8.GetString(body));
    }
}
