using System.Globalization;
using FcCreds.Core.Http;

namespace FcCreds.Fc.Async;

/// <summary>What a caller says of when it wants to be answered, at the API and at an HTTP trigger alike.</summary>
internal static class AsyncHeaders
{
    /// <summary>Seconds.</summary>
    private const int MaxDelay = 3600;

    public static bool IsAsync(WireRequest request)
    {
        var type = request.Header("x-fc-invocation-type");
        if (type is null or "" || type.Equals("Sync", StringComparison.OrdinalIgnoreCase)) return false;
        return type.Equals("Async", StringComparison.OrdinalIgnoreCase) ? true : throw FcErrors.InvalidArgument.Saying($"invocation type '{type}' is invalid, it must be Sync or Async");
    }

    public static string? TaskId(WireRequest request) => request.Header("x-fc-async-task-id") is { Length: > 0 } id ? id : null;

    public static TimeSpan Delay(WireRequest request)
    {
        var seconds = request.Header("x-fc-async-delay");
        if (string.IsNullOrEmpty(seconds)) return TimeSpan.Zero;
        return int.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var delay) && delay <= MaxDelay
            ? TimeSpan.FromSeconds(delay)
            : throw FcErrors.InvalidArgument.Saying($"async delay '{seconds}' is invalid, it must be 0 to {MaxDelay}");
    }
}
