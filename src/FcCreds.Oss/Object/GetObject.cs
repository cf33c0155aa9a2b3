using FcCreds.Core.Callers;
using FcCreds.Core.Http;
using FcCreds.Oss.Access;
using FcCreds.Oss.Api;

namespace FcCreds.Oss.Object;

/// <summary>"GetObject", with one range, conditions, <c>response-*</c> overrides and compression on the fly.</summary>
internal sealed class GetObject : IOperation<GetObject>
{
    public required ObjectLook Look { get; init; }

    public required Preconditions Conditions { get; init; }

    public required IReadOnlyList<HeaderField> Overrides { get; init; }

    public required RangeMode RangeMode { get; init; }

    public static string Parameters => $"versionId {ResponseOverrides.Parameters}";

    public static string Headers => "x-oss-range-behavior";

    public static async ValueTask<GetObject> ReadAsync(OssCall call, CancellationToken ct)
    {
        var overrides = ResponseOverrides.Read(call);
        if (overrides.Count > 0 && call.Caller.Kind == CallerKind.Anonymous)
            throw OssErrors.InvalidRequest.Saying("Request specific response headers cannot be used for anonymous GET requests.");
        return new()
        {
            Look = await ObjectLook.TakeToReadAsync(call, ct),
            Conditions = Preconditions.Read(call),
            Overrides = overrides,
            RangeMode = call.Header("x-oss-range-behavior") == "standard" ? RangeMode.Standard : call.Options.RangeMode,
        };
    }

    public static IEnumerable<Demand> Demands(GetObject input, OssCall call) => input.Look.Demands(call);

    public static ValueTask<OssReply> RunAsync(GetObject input, OssCall call, CancellationToken ct)
        => input.Look.ReadAsync(call, found => AnswerAsync(input, found, call, ct), ct);

    private static async ValueTask<OssReply> AnswerAsync(GetObject input, ReadableObject found, OssCall call, CancellationToken ct)
    {
        StorageClass.CheckReadable(call, found.Content);
        var (seen, headers) = (found.Seen, found.Headers);
        input.Conditions.Check(seen);
        var range = ByteRange.Read(call.Header("Range"), seen.Length, input.RangeMode);
        var compressed = range is null && Compression.Applies(call, seen, headers);
        var (offset, length) = range ?? new(0, seen.Length);
        var reply = new OssReply(range is null ? 200 : 206)
        {
            Stream = await call.Store.OpenReadAsync(found.Content, offset, length, ct),
            Length = length,
            IsCompressed = compressed,
        };
        ObjectHeaders.Describe(reply, call, seen, headers);
        reply.With("Content-Range", range?.ContentRange(seen.Length));
        if (range is null) reply.Headers.AddRange(input.Overrides);
        if (compressed) Compression.Mark(reply);
        call.Size = length;
        return reply;
    }
}
