using System.Globalization;

namespace FcCreds.Fc.Api;

internal static class FcTime
{
    /// <summary><c>2020-08-20T02:28:21Z</c>, as FC 3.0 answers times.</summary>
    public static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
