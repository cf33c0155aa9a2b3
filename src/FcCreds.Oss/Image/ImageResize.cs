namespace FcCreds.Oss.Image;

/// <summary><c>resize</c>: to a size by one of five modes, or by per cent. Nothing grows unless <c>limit_0</c> or <c>p_</c> says so.</summary>
internal static class ImageResize
{
    private const int Most = 16384;

    public static void Apply(ImageCanvas canvas, ImageAction action)
    {
        if (action.Parts.Count == 0) throw (OssErrors.InvalidImageAction with { Ec = "0040-00000322" }).Saying("resize needs a parameter.");
        // Of the image below ("Add watermarks").
        if (action.Number("P", 1, 100) is { } share)
        {
            var fitting = Math.Min(canvas.Under.Width * share / 100.0 / canvas.Width, canvas.Under.Height * share / 100.0 / canvas.Height);
            canvas.Scale(Rounded(canvas.Width * fitting), Rounded(canvas.Height * fitting));
            return;
        }
        if (action.Number("p", 1, 1000, "0040-00000317") is { } percent)
        {
            canvas.Scale(Rounded(canvas.Width * percent / 100.0), Rounded(canvas.Height * percent / 100.0));
            return;
        }
        var mode = action.Text("m") ?? "lfit";
        if (mode is not ("lfit" or "mfit" or "fill" or "pad" or "fixed")) throw action.Invalid("m", mode);
        var (width, height) = Target(canvas, action);
        var mayGrow = action.Number("limit", 0, 1) == 0;
        var color = Color(action);
        var (least, most) = (Math.Min((double)width / canvas.Width, (double)height / canvas.Height), Math.Max((double)width / canvas.Width, (double)height / canvas.Height));
        var grows = (mode is "lfit" or "pad" ? least : most) > 1;
        if (grows && !mayGrow) return;
        if (mode == "fixed")
        {
            canvas.Scale(width, height);
            return;
        }
        var scale = mode is "lfit" or "pad" ? least : most;
        canvas.Scale(Rounded(canvas.Width * scale), Rounded(canvas.Height * scale));
        if (mode == "fill") canvas.Cut((canvas.Width - width) / 2, (canvas.Height - height) / 2, Math.Min(width, canvas.Width), Math.Min(height, canvas.Height));
        if (mode == "pad") canvas.Pad(width, height, color);
    }

    /// <summary>The box given; a side that is not follows from the image's own proportions.</summary>
    private static (int Width, int Height) Target(ImageCanvas canvas, ImageAction action)
    {
        var (width, height) = (action.Number("w", 1, Most, "0040-00000312"), action.Number("h", 1, Most));
        var (longer, shorter) = (action.Number("l", 1, Most), action.Number("s", 1, Most, "0040-00000315"));
        if (width is null && height is null)
        {
            var isWide = canvas.Width >= canvas.Height;
            (width, height) = isWide ? (longer, shorter) : (shorter, longer);
        }
        if (width is null && height is null) throw (OssErrors.InvalidImageAction with { Ec = "0040-00000321" }).Saying("resize has no width and no height.");
        return (width ?? Rounded((double)height!.Value * canvas.Width / canvas.Height), height ?? Rounded((double)width!.Value * canvas.Height / canvas.Width));
    }

    private static string Color(ImageAction action)
    {
        var color = action.Text("color") ?? "FFFFFF";
        return color.Length == 6 && color.All(char.IsAsciiHexDigit) ? color : throw action.Invalid("color", color);
    }

    private static int Rounded(double length) => Math.Max(1, (int)Math.Round(length, MidpointRounding.AwayFromZero));
}
