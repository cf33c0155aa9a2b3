using System.Globalization;

namespace FcCreds.Storage.S3.Versions;

/// <summary>
/// Which version the object under its own key is. One without a stamp is the <c>null</c> version, as it was written there.
/// </summary>
/// <param name="Order">The versions of a key order by it, and a version id says it.</param>
/// <param name="PutBackFrom">LastModified of a version that is current again: the backend only knows when it was put back.</param>
internal sealed record VersionStamp(long Order, bool IsNull, DateTimeOffset? PutBackFrom)
{
    public string VersionId => VersionIds.Of(Order, IsNull);

    public string Write()
        => string.Create(CultureInfo.InvariantCulture, $"{(IsNull ? 'n' : 'v')}{Order:x}-{PutBackFrom?.ToUnixTimeSeconds()}");

    /// <summary>Null for what is no stamp.</summary>
    public static VersionStamp? Read(string text)
    {
        if (text.Length == 0 || text[0] is not ('n' or 'v') || text[1..].Split('-') is not [var order, var seconds]) return null;
        if (!long.TryParse(order, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number)) return null;
        var time = long.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var unix) ? DateTimeOffset.FromUnixTimeSeconds(unix) : (DateTimeOffset?)null;
        return new(number, text[0] == 'n', time);
    }
}
