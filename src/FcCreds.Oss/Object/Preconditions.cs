using System.Globalization;
using FcCreds.Storage;

namespace FcCreds.Oss.Object;

/// <summary>The four conditions of a read, or (with a prefix) of a copy's source. ETags compare without quotes and case.</summary>
internal sealed record Preconditions(string? IfMatch, string? IfNoneMatch, DateTimeOffset? IfModifiedSince, DateTimeOffset? IfUnmodifiedSince)
{
    public const string CopyPrefix = "x-oss-copy-source-";

    public static Preconditions Read(OssCall call, string prefix = "") => new(
        call.Header(prefix + "if-match"),
        call.Header(prefix + "if-none-match"),
        Time(call.Header(prefix + "if-modified-since")),
        Time(call.Header(prefix + "if-unmodified-since")));

    public void Check(ObjectVersion version)
    {
        if (IfMatch is not null && !Matches(IfMatch, version)) throw OssErrors.PreconditionFailed.With(("Condition", "If-Match"));
        if (IfUnmodifiedSince is { } until && Seconds(version) > until) throw OssErrors.PreconditionFailed.With(("Condition", "If-Unmodified-Since"));
        if ((IfNoneMatch is not null && Matches(IfNoneMatch, version)) || (IfModifiedSince is { } since && Seconds(version) <= since))
        {
            throw new Core.Errors.ServiceException(OssErrors.NotModified, OssErrors.NotModified.Message, [])
            {
                Headers = [("ETag", ObjectHeaders.Quoted(version.Description.ETag)), ("Last-Modified", ObjectHeaders.HttpTime(version.LastModified))],
            };
        }
    }

    private static bool Matches(string wanted, ObjectVersion version)
    {
        foreach (var one in wanted.Split(',', StringSplitOptions.TrimEntries))
        {
            if (one == "*" || one.Trim('"').Equals(version.Description.ETag, StringComparison.OrdinalIgnoreCase)) return true;
        }
        return false;
    }

    /// <summary>HTTP dates have whole seconds.</summary>
    private static DateTimeOffset Seconds(ObjectVersion version) => DateTimeOffset.FromUnixTimeSeconds(version.LastModified.ToUnixTimeSeconds());

    /// <summary>What is no date is ignored, as HTTP says.</summary>
    private static DateTimeOffset? Time(string? text)
        => DateTimeOffset.TryParseExact(text, "R", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
}
