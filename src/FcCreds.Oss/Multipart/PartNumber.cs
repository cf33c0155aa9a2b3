using System.Globalization;

namespace FcCreds.Oss.Multipart;

/// <summary>The parameter <c>partNumber</c>, 1 to 10,000.</summary>
internal static class PartNumber
{
    public static int Read(OssCall call) => Parse(call.Query("partNumber"));

    public static int Parse(string? text)
        => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= Parts.MaxNumber
            ? number
            : throw OssErrors.InvalidPartNumber.With(("ArgumentName", "PartNumber"), ("ArgumentValue", text ?? ""));
}
