using System.Globalization;
using System.Text;

namespace FcCreds.Oss.Image;

/// <summary>What the first bytes of an image tell.</summary>
/// <param name="Format">As OSS names it: jpg, png, gif, webp, bmp.</param>
/// <param name="Frames">More than one for an animation.</param>
internal sealed record ImageInfo(string Format, int Width, int Height, int Frames)
{
    /// <summary>How the camera was held, 1 to 8 as EXIF counts; 1 is upright, or not told.</summary>
    public int Orientation { get; init; } = 1;

    /// <summary>The answer of <c>image/info</c>.</summary>
    public byte[] Write(long fileSize) => Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $$"""
        {
          "FileSize": {"value": "{{fileSize}}"},
          "Format": {"value": "{{Format}}"},
          "FrameCount": {"value": "{{Frames}}"},
          "ImageHeight": {"value": "{{Height}}"},
          "ImageWidth": {"value": "{{Width}}"}
        }
        """));

    public static string ContentTypeOf(string format) => format == "jpg" ? "image/jpeg" : $"image/{format}";
}
