using System.Globalization;
using FcCreds.Core.Http;
using FcCreds.Oss.Access;
using FcCreds.Oss.Api;

namespace FcCreds.Oss.ObjectProcess;

/// <summary>
/// "WriteGetObjectResponse": the function's answer to the reader of an Object FC Access Point. The body is passed on while it comes,
/// and the function gets its 200 when the reader has all of it.
/// </summary>
internal sealed class WriteGetObjectResponse : IOperation<WriteGetObjectResponse>
{
    private const string RouteHeader = "x-oss-request-route";
    private const string TokenHeader = "x-oss-request-token";
    private const string StatusHeader = "x-oss-fwd-status";
    private const string ForwardPrefix = "x-oss-fwd-header-";

    /// <summary>Those that the page lists; one that frames the message, such as Transfer-Encoding, must not be among them.</summary>
    private static readonly string[] Forwardable =
        ["Accept-Ranges", "Cache-Control", "Content-Disposition", "Content-Encoding", "Content-Language", "Content-Range", "Content-Type", "ETag", "Expires", "Last-Modified"];

    /// <summary>As the page lists them.</summary>
    private static readonly int[] Statuses = [200, 206, 301, 302, 303, 304, 400, 401, 403, 404, 405, 409, 411, 412, 416, 500, 503];

    public required string Route { get; init; }

    public required string Token { get; init; }

    public required int Status { get; init; }

    public required IReadOnlyList<HeaderField> Forwarded { get; init; }

    public required long? Length { get; init; }

    public static string Headers => $"{RouteHeader} {TokenHeader} {StatusHeader} {string.Join(' ', Forwardable.Select(name => ForwardPrefix + name))}";

    public static ValueTask<WriteGetObjectResponse> ReadAsync(OssCall call, CancellationToken ct) => new(new WriteGetObjectResponse
    {
        Route = Some(call, RouteHeader),
        Token = Some(call, TokenHeader),
        Status = StatusIn(Some(call, StatusHeader)),
        Forwarded = [.. Forwardable.Select(name => (Name: name, Value: call.Header(ForwardPrefix + name))).Where(one => one.Value is not null).Select(one => new HeaderField(one.Name, one.Value!))],
        Length = long.TryParse(call.Header("Content-Length"), NumberStyles.None, CultureInfo.InvariantCulture, out var length) ? length : null,
    });

    public static IEnumerable<Demand> Demands(WriteGetObjectResponse input, OssCall call) => [Demand.OnService(call)];

    public static async ValueTask<OssReply> RunAsync(WriteGetObjectResponse input, OssCall call, CancellationToken ct)
    {
        var response = new ForwardedResponse(input.Status, input.Forwarded, call.Body, input.Length);
        if (!call.Processor.TryForward(call.Caller.AccountId, input.Route, input.Token, response)) throw OssErrors.BadArgument("No reader waits for this answer, or it has been answered.", TokenHeader, "");
        if (!await response.Relayed.WaitAsync(ct)) throw OssErrors.ObjectProcessFailed.Saying("The reader went away before it had the whole answer.");
        return OssReply.Empty();
    }

    private static string Some(OssCall call, string header) => call.Header(header) is { Length: > 0 } value ? value : throw OssErrors.BadArgument($"The header {header} is missing.", header, "");

    private static int StatusIn(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var status) && Statuses.Contains(status)
        ? status
        : throw OssErrors.BadArgument($"The status is one of {string.Join(", ", Statuses)}.", StatusHeader, text);
}
