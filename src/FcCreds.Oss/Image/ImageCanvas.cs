using System.Globalization;

namespace FcCreds.Oss.Image;

/// <summary>
/// An image while its actions are worked out: its size after each, so that the tool is only ever told exact numbers, and what the tool is
/// told so far.
/// </summary>
/// <param name="under">The size of the image that this one is going to be laid over; null for one that stands for itself.</param>
internal sealed class ImageCanvas(ImageInfo source, (int Width, int Height)? under = null)
{
    /// <summary>Stand for what is known only when the tool runs; no argument begins so.</summary>
    private const string FontPlace = "\0font";
    private const string OverlayPlace = "\0overlay";

    private readonly List<string> steps = [];

    /// <summary>Parts of the image have become transparent.</summary>
    private bool hasHoles;

    private readonly List<(ImageOverlay, (int, int))> overlays = [];

    public int Width { get; private set; } = source.Width;

    public int Height { get; private set; } = source.Height;

    public string Format { get; set; } = source.Format;

    public int? Quality { get; set; }

    public bool Interlaces { get; set; }

    /// <summary>The result is three bytes: the mean of all pixels.</summary>
    public bool AveragesHue { get; init; }

    /// <summary>The size of the image below; its own where there is none.</summary>
    public (int Width, int Height) Under => under ?? (Width, Height);

    /// <summary>What is laid over it, each with this image's size at that time.</summary>
    public IReadOnlyList<(ImageOverlay Overlay, (int Width, int Height) Under)> Overlays => overlays;

    public bool NeedsFont => steps.Contains(FontPlace);

    /// <summary>The actions leave the image as it is, such as a resize to more than its size.</summary>
    public bool IsUnchanged => steps.Count == 0 && Format == source.Format && Quality is null && !Interlaces && !AveragesHue;

    public void Scale(int width, int height)
    {
        (Width, Height) = (Math.Max(1, width), Math.Max(1, height));
        steps.AddRange(["-resize", Invariant($"{Width}x{Height}!")]);
    }

    public void Cut(int x, int y, int width, int height)
    {
        (Width, Height) = (width, height);
        steps.AddRange(["-crop", Invariant($"{width}x{height}+{x}+{y}"), "+repage"]);
    }

    public void Pad(int width, int height, string color)
    {
        (Width, Height) = (width, height);
        steps.AddRange(["-background", $"#{color}", "-gravity", "center", "-extent", Invariant($"{width}x{height}"), "+gravity"]);
    }

    public void Rotate(int degrees)
    {
        var (sine, cosine) = Math.SinCos(degrees * Math.PI / 180);
        (sine, cosine) = (Math.Abs(sine), Math.Abs(cosine));
        var (width, height) = ((Width * cosine) + (Height * sine), (Width * sine) + (Height * cosine));
        (Width, Height) = ((int)Math.Round(width), (int)Math.Round(height));
        steps.AddRange(["-background", source.Format == "jpg" ? "white" : "none", "-rotate", Invariant($"{degrees}"), "+repage"]);
    }

    /// <summary>As the camera was held ("auto-orient").</summary>
    public void Orient()
    {
        if (source.Orientation == 1) return;
        // From 5 on it lies on its side.
        if (source.Orientation >= 5) (Width, Height) = (Height, Width);
        steps.Add("-auto-orient");
    }

    /// <summary>The square around the circle in the middle; no larger than fits in.</summary>
    public void Circle(int radius)
    {
        var side = Math.Min(radius * 2, Math.Min(Width, Height));
        Cut((Width - side) / 2, (Height - side) / 2, side, side);
        var middle = (side - 1) / 2.0;
        Mask(Invariant($"circle {middle},{middle} {middle},-0.5"));
    }

    public void RoundCorners(int radius)
    {
        var fitting = Math.Min(radius, Math.Min(Width, Height) / 2);
        Mask(Invariant($"roundrectangle 0,0 {Width - 1},{Height - 1} {fitting},{fitting}"));
    }

    public void Lay(ImageOverlay overlay, WatermarkSpot spot)
    {
        Cover([OverlayPlace + overlays.Count.ToString(CultureInfo.InvariantCulture)], spot);
        overlays.Add((overlay, (Width, Height)));
    }

    public void Write(WatermarkText text, WatermarkSpot spot)
    {
        List<string> drawn = ["-background", "none", "-fill", $"#{text.Color}", "-font", FontPlace, "-pointsize", Invariant($"{text.Size}"), text.Label];
        if (text.Shadow > 0)
            drawn.AddRange(["(", "+clone", "-background", "black", "-shadow", Invariant($"{text.Shadow}x1+2+2"), ")", "+swap", "-background", "none", "-layers", "merge", "+repage"]);
        if (text.Rotation > 0) drawn.AddRange(["-background", "none", "-rotate", Invariant($"{text.Rotation}"), "+repage"]);
        Cover(drawn, spot);
    }

    public void Filter(string option, string value) => steps.AddRange([option, value]);

    /// <summary>The tool's arguments: image on standard input, result on standard output, both of a stated format.</summary>
    /// <param name="files">The overlays.</param>
    /// <param name="font">For texts, if there are any.</param>
    public IReadOnlyList<string> Arguments(IReadOnlyList<string>? files = null, string? font = null)
    {
        var isAnimated = IsAnimated && Format == "gif" && !AveragesHue;
        List<string> arguments = [isAnimated ? "gif:-" : $"{Coder(source.Format)}:-[0]"];
        if (isAnimated) arguments.Add("-coalesce");
        arguments.AddRange(steps.Select(step => step == FontPlace ? font!
            : step.StartsWith(OverlayPlace, StringComparison.Ordinal) ? files![int.Parse(step.AsSpan(OverlayPlace.Length), CultureInfo.InvariantCulture)]
            : step));
        if (AveragesHue) return [.. arguments, "-background", "white", "-alpha", "remove", "-alpha", "off", "-scale", "1x1!", "-colorspace", "sRGB", "-depth", "8", "rgb:-"];
        if (Format == "jpg" && (hasHoles || source.Format != "jpg")) arguments.AddRange(["-background", "white", "-alpha", "remove", "-alpha", "off"]);
        if (Quality is { } quality && Format is "jpg" or "webp") arguments.AddRange(["-quality", Invariant($"{Quality}")]);
        if (Interlaces) arguments.AddRange(["-interlace", "Plane"]);
        arguments.Add($"{Coder(Format)}:-");
        return arguments;
    }

    private bool IsAnimated => source.Frames > 1 && source.Format == "gif";

    /// <summary>Keeps what the shape covers. What is outside is white where the format knows no transparency.</summary>
    private void Mask(string shape)
    {
        if (IsAnimated) throw OssErrors.NotImplemented.Saying("Cutting a shape out of an animation is not implemented.");
        hasHoles = true;
        steps.AddRange(["-alpha", "set", "(", "-size", Invariant($"{Width}x{Height}"), "xc:none", "-fill", "white", "-draw", shape, ")", "-compose", "DstIn", "-composite", "+compose"]);
    }

    /// <summary>Lays one image over this one.</summary>
    private void Cover(IEnumerable<string> image, WatermarkSpot spot)
    {
        if (IsAnimated) throw OssErrors.NotImplemented.Saying("A watermark on an animation is not implemented.");
        steps.AddRange(["(", .. image, "-alpha", "set", "-channel", "A", "-evaluate", "multiply", Invariant($"{spot.Opacity / 100.0}"), "+channel", ")"]);
        steps.AddRange(["-gravity", spot.Gravity, "-geometry", Invariant($"{spot.X:+0;-0}{spot.Y:+0;-0}"), "-compose", "Over", "-composite", "+gravity", "+geometry", "+compose"]);
    }

    public static string Coder(string format) => format == "jpg" ? "jpeg" : format;

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
