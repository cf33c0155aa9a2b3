using System.Globalization;
using System.Threading.RateLimiting;

namespace FcCreds.Oss;

/// <summary>
/// <c>x-oss-traffic-limit</c>: how many bits per second a request may move, 245,760 to 838,860,800, in header or query. It slows bodies
/// in real time whatever the clocks of the house say; a tenth of a second's worth may pass at once.
/// </summary>
internal sealed class TrafficLimit : IDisposable
{
    public const string Name = "x-oss-traffic-limit";

    private const int SlicesPerSecond = 10;

    private readonly TokenBucketRateLimiter limiter;

    private TrafficLimit(long bitsPerSecond)
    {
        Slice = (int)(bitsPerSecond / 8 / SlicesPerSecond);
        limiter = new(new()
        {
            TokenLimit = Slice,
            TokensPerPeriod = Slice,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1.0 / SlicesPerSecond),
            QueueLimit = int.MaxValue,
        });
    }

    /// <summary>Bytes that may pass at once.</summary>
    public int Slice { get; }

    /// <summary>Bytes that have passed.</summary>
    public long Passed { get; private set; }

    /// <summary>Null when the request sets none.</summary>
    public static TrafficLimit? Read(OssCall call)
    {
        var (header, query) = (call.Header(Name), call.Query(Name));
        if ((header ?? query) is not { } sent) return null;
        if ((header is not null && query is not null) || !long.TryParse(sent, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) || limit is < 245_760 or > 838_860_800)
            throw OssErrors.BadArgument("The traffic limit is not valid.", Name, sent);
        return new(limit);
    }

    public Stream Slow(Stream content) => new Slowed(content, this);

    public void Dispose() => limiter.Dispose();

    private async ValueTask PassAsync(int count, CancellationToken ct)
    {
        using var lease = await limiter.AcquireAsync(count, ct);
        Passed += count;
    }

    private sealed class Slowed(Stream content, TrafficLimit limit) : BodyStream
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var count = await content.ReadAsync(buffer[..Math.Min(buffer.Length, limit.Slice)], cancellationToken);
            if (count > 0) await limit.PassAsync(count, cancellationToken);
            return count;
        }
    }
}
