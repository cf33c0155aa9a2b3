using System.Text;

namespace FcCreds.Oss.Image;

/// <summary><c>watermark</c>: another image of the bucket, or a text, laid over at one of nine places.</summary>
internal static class ImageWatermark
{
    /// <summary>Ways to make a watermark that are not done here.</summary>
    private static readonly string[] NotDone = ["fill", "padx", "pady", "order", "align", "interval"];

    /// <summary>What the documentation lists; drawn in whatever font the machine has.</summary>
    private static readonly string[] Fonts = ["wqy-zenhei", "wqy-microhei", "fangzhengshusong", "fangzhengkaiti", "fangzhengheiti", "fangzhengfangsong", "droidsansfallback"];

    private static readonly Dictionary<string, string> Places = new(StringComparer.Ordinal)
    {
        ["nw"] = "NorthWest",
        ["north"] = "North",
        ["ne"] = "NorthEast",
        ["west"] = "West",
        ["center"] = "Center",
        ["east"] = "East",
        ["sw"] = "SouthWest",
        ["south"] = "South",
        ["se"] = "SouthEast",
    };

    public static void Apply(ImageCanvas canvas, ImageAction action)
    {
        foreach (var parameter in NotDone)
        {
            if (action.Text(parameter) is { } value && value != "0") throw OssErrors.NotImplemented.Saying($"The parameter {parameter} of watermark is not implemented.");
        }
        var (image, text) = (Decoded(action, "image"), Decoded(action, "text"));
        if (image is not null && text is not null) throw OssErrors.NotImplemented.Saying("A watermark of image and text at once is not implemented.");
        var place = action.Text("g") ?? "se";
        if (!Places.TryGetValue(place, out var gravity)) throw action.Invalid("g", place);
        var (x, y, offset) = (action.Number("x", 0, 4096) ?? 10, action.Number("y", 0, 4096) ?? 10, action.Number("voffset", -1000, 1000) ?? 0);
        var spot = new WatermarkSpot(gravity, place is "north" or "center" or "south" ? 0 : x, place is "west" or "center" or "east" ? offset : y, action.Number("t", 0, 100) ?? 100);
        if (image is not null) canvas.Lay(Overlay(image, action), spot);
        else if (text is not null) canvas.Write(Words(text, action), spot);
        else throw OssErrors.InvalidImageAction.Saying("watermark needs an image or a text.");
    }

    /// <summary>The keys of all objects that the actions lay over the image.</summary>
    public static IEnumerable<string> KeysIn(IEnumerable<ImageAction> actions)
        => actions.Where(action => action.Name == "watermark").Select(action => Decoded(action, "image")).OfType<string>().Select(image => Split(image).Key);

    private static ImageOverlay Overlay(string image, ImageAction action)
    {
        var (key, process) = Split(image);
        var made = process is null ? ImageProcess.None : ImageProcess.Read(process, Settings.BucketSettings.None);
        if (!made.MakesImage || made.Actions.Any(inner => inner.Name == action.Name)) throw action.Invalid("image", process!);
        return new(key, made);
    }

    private static WatermarkText Words(string text, ImageAction action)
    {
        var (font, color) = (Decoded(action, "type") ?? Fonts[0], action.Text("color") ?? "000000");
        if (!Fonts.Contains(font)) throw action.Invalid("type", font);
        if (color.Length != 6 || !color.All(char.IsAsciiHexDigit)) throw action.Invalid("color", color);
        if (text.Length is 0 or > 256 || text.Any(char.IsControl)) throw action.Invalid("text", text);
        return new(text, color, action.Number("size", 1, 1000) ?? 40, action.Number("shadow", 0, 100) ?? 0, action.Number("rotate", 0, 360) ?? 0);
    }

    /// <summary><c>logo.png?x-oss-process=image/resize,P_30</c>.</summary>
    private static (string Key, string? Process) Split(string image)
    {
        const string Mark = "?x-oss-process=";
        var at = image.IndexOf(Mark, StringComparison.Ordinal);
        return at < 0 ? (image, null) : (image[..at], image[(at + Mark.Length)..]);
    }

    /// <summary>URL-safe Base64, with padding or without.</summary>
    private static string? Decoded(ImageAction action, string parameter)
    {
        if (action.Text(parameter) is not { } text) return null;
        var plain = text.Replace('-', '+').Replace('_', '/').TrimEnd('=');
        var bytes = new byte[plain.Length];
        return Convert.TryFromBase64String(plain.PadRight((plain.Length + 3) / 4 * 4, '='), bytes, out var length) && length > 0
            ? Encoding.UTF8.GetString(bytes, 0, length)
            : throw action.Invalid(parameter, text);
    }
}

/// <summary>Where a watermark lies, and how opaque it is.</summary>
/// <param name="Gravity">As the tool calls the place.</param>
/// <param name="X">Pixels from the place's edge.</param>
/// <param name="Y">Pixels from its edge, or down from the middle.</param>
/// <param name="Opacity">Per cent.</param>
internal sealed record WatermarkSpot(string Gravity, int X, int Y, int Opacity);

/// <param name="Shadow">Opacity of its shadow in per cent; 0 for none.</param>
internal sealed record WatermarkText(string Text, string Color, int Size, int Shadow, int Rotation)
{
    /// <summary>As the tool's <c>label:</c> takes it: it would read a file after a leading @, replace what follows a % or a backslash, and take brackets at the end for a part of the image.</summary>
    public string Label
    {
        get
        {
            var escaped = Text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "%%", StringComparison.Ordinal);
            if (escaped.EndsWith(']')) escaped += " ";
            return escaped.StartsWith('@') ? $"label:\\{escaped}" : $"label:{escaped}";
        }
    }
}
