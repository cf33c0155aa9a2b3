using FcCreds.Oss.Access;
using FcCreds.Oss.Api;

namespace FcCreds.Oss.Settings;

/// <summary>
/// "OptionObject", and the same for a bucket: a browser asks whether it may send a request. Nobody needs a permission to ask, and the
/// query is that of the request to come.
/// </summary>
internal sealed class Preflight : IOperation<Preflight>
{
    private const string MethodHeader = "Access-Control-Request-Method";
    private const string HeadersHeader = "Access-Control-Request-Headers";

    public required string Origin { get; init; }

    public required string Method { get; init; }

    public required IReadOnlyList<string> AskedHeaders { get; init; }

    public static string Parameters => "*";

    public static ValueTask<Preflight> ReadAsync(OssCall call, CancellationToken ct) => new(new Preflight
    {
        Origin = call.Header("Origin") is { Length: > 0 } origin ? origin : throw OssErrors.CorsOriginMissing.With(),
        Method = call.Header(MethodHeader) is { Length: > 0 } method ? method : throw OssErrors.CorsMethodMissing.With(),
        AskedHeaders = call.Header(HeadersHeader)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [],
    });

    public static IEnumerable<Demand> Demands(Preflight input, OssCall call) => [];

    public static ValueTask<OssReply> RunAsync(Preflight input, OssCall call, CancellationToken ct)
    {
        var cors = CorsRules.Of(call.Settings) ?? throw OssErrors.CorsNotEnabled.With(Asked(input, call));
        var rule = cors.Find(input.Origin, input.Method, input.AskedHeaders) ?? throw OssErrors.CorsNotAllowed.With(Asked(input, call));
        var reply = CorsHeaders.Describe(OssReply.Empty(), rule, input.Origin);
        return new(input.AskedHeaders.Count == 0 ? reply : reply.With("Access-Control-Allow-Headers", string.Join(", ", input.AskedHeaders)));
    }

    private static (string, string)[] Asked(Preflight input, OssCall call) => [("Method", input.Method), ("ResourceType", call.Address.Level.ToString().ToUpperInvariant())];
}
