using FcCreds.Oss.Settings;
using FcCreds.Storage;

namespace FcCreds.Oss.Hns;

/// <summary>
/// Buckets with a hierarchical namespace (<c>x-oss-hns-status: enabled</c> when they are made). Here a directory is the empty object
/// <c>name/</c>; a file in a directory that nobody created is there all the same, as in other buckets.
/// </summary>
internal static class Directories
{
    public const string StatusHeader = "x-oss-hns-status";

    /// <summary>Among the bucket's settings, while it has one.</summary>
    public const string SettingName = "hns";

    public static bool AreIn(BucketSettings settings) => settings.Find(SettingName) is not null;

    /// <summary>The code is a guess: the pages only say that the bucket must have a hierarchical namespace.</summary>
    public static void Check(OssCall call)
    {
        if (!AreIn(call.Settings)) throw OssErrors.HnsNotEnabled.With(("BucketName", call.Bucket.Name));
    }

    /// <summary>True where the header asks for one.</summary>
    public static bool ReadStatus(OssCall call) => call.Header(StatusHeader)?.ToLowerInvariant() switch
    {
        null or "" or "disabled" => false,
        "enabled" => true,
        var other => throw OssErrors.BadArgument("The status is enabled or disabled.", StatusHeader, other),
    };

    /// <summary>The key of a directory, however it was written.</summary>
    public static string KeyOf(string name) => name.TrimEnd('/') + "/";

    /// <summary>Everything below a directory, itself first, at most that many.</summary>
    public static async ValueTask<ObjectPage> ListAsync(OssCall call, string directory, int limit, CancellationToken ct)
        => await call.Store.ListAsync(new() { Bucket = call.Address.Bucket, Prefix = KeyOf(directory), Limit = limit }, ct);
}
