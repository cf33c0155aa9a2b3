namespace FcCreds.Oss.Image;

/// <summary><c>crop</c>: a rectangle, whose place is counted from one of nine points.</summary>
internal static class ImageCrop
{
    public static void Apply(ImageCanvas canvas, ImageAction action)
    {
        var (x, y) = (action.Number("x", 0, int.MaxValue) ?? 0, action.Number("y", 0, int.MaxValue) ?? 0);
        var width = action.Number("w", 0, int.MaxValue, "0040-00000225") is > 0 and var w ? Math.Min(w, canvas.Width) : canvas.Width;
        var height = action.Number("h", 0, int.MaxValue, "0040-00000226") is > 0 and var h ? Math.Min(h, canvas.Height) : canvas.Height;
        var place = action.Text("g") ?? "nw";
        long left = x + (place switch
        {
            "nw" or "west" or "sw" => 0L,
            "north" or "center" or "south" => (canvas.Width - width) / 2,
            "ne" or "east" or "se" => canvas.Width - width,
            _ => throw action.Invalid("g", place),
        });
        long top = y + (place switch
        {
            "nw" or "north" or "ne" => 0L,
            "west" or "center" or "east" => (canvas.Height - height) / 2,
            _ => canvas.Height - height,
        });
        if (left >= canvas.Width || top >= canvas.Height) throw OssErrors.ImageOutside.With();
        canvas.Cut((int)left, (int)top, (int)Math.Min(width, canvas.Width - left), (int)Math.Min(height, canvas.Height - top));
    }
}
