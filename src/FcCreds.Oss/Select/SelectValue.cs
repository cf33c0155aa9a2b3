using System.Globalization;

namespace FcCreds.Oss.Select;

/// <summary>A computed value.</summary>
internal readonly record struct SelectValue(long? Whole, double? Real, string? Text)
{
    public static readonly SelectValue None;

    public bool IsNull => Whole is null && Real is null && Text is null;

    public double AsReal => Whole ?? Real ?? 0;

    /// <summary>As output shows it: a whole number has no decimal point, however it was computed.</summary>
    public override string ToString() => Whole?.ToString(CultureInfo.InvariantCulture) ?? Real?.ToString("R", CultureInfo.InvariantCulture) ?? Text ?? "";
}
