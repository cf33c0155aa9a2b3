namespace FcCreds.Oss.Image;

/// <summary><c>indexcrop</c>: one of the pieces that the image falls into when it is cut every so many pixels; all of it when there is no such piece.</summary>
internal static class ImageIndexCrop
{
    public static void Apply(ImageCanvas canvas, ImageAction action)
    {
        var index = action.Number("i", 0, int.MaxValue) ?? 0;
        var (across, down) = (action.Number("x", 1, int.MaxValue), action.Number("y", 1, int.MaxValue));
        if (across is { } width) Cut(width, canvas.Width, (from, length) => canvas.Cut(from, 0, length, canvas.Height));
        else if (down is { } height) Cut(height, canvas.Height, (from, length) => canvas.Cut(0, from, canvas.Width, length));
        else throw action.Invalid("x", "");

        void Cut(int piece, int whole, Action<int, int> cut)
        {
            var from = (long)piece * index;
            if (from < whole) cut((int)from, (int)Math.Min(piece, whole - from));
        }
    }
}
