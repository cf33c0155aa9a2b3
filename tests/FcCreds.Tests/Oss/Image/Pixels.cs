using FcCreds.Oss.Image;

namespace FcCreds.Tests.Oss.Image;

/// <summary>An image, decoded.</summary>
internal sealed record Pixels(int Width, int Height, byte[] Rgba)
{
    public static async Task<Pixels> OfAsync(byte[] image)
    {
        var info = ImageHeader.Read(image)!;
        await using var raw = await new ImageTool(["magick", "convert"], TimeProvider.System).RunAsync([$"{ImageCanvas.Coder(info.Format)}:-", "-depth", "8", "rgba:-"], image, TestContext.Current.CancellationToken);
        var bytes = new byte[raw.Length];
        await raw.ReadExactlyAsync(bytes, TestContext.Current.CancellationToken);
        return new(info.Width, info.Height, bytes);
    }

    public int Red(int x, int y) => Rgba[((y * Width) + x) * 4];

    public int Green(int x, int y) => Rgba[(((y * Width) + x) * 4) + 1];

    public int Alpha(int x, int y) => Rgba[(((y * Width) + x) * 4) + 3];
}
