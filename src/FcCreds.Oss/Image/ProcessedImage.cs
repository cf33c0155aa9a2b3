using FcCreds.Storage;

namespace FcCreds.Oss.Image;

/// <summary>The result of processing an image: new bytes in a file of their own, or the original's.</summary>
/// <param name="Info">Of the result.</param>
internal sealed record ProcessedImage(Stream Content, long Length, ImageInfo Info) : IAsyncDisposable
{
    private const int MaxBytes = 20 * 1024 * 1024;
    private const int MaxSide = 30_000;

    public static async ValueTask<ProcessedImage> MakeAsync(OssCall call, ObjectVersion content, ImageProcess process, CancellationToken ct, (int Width, int Height)? under = null)
    {
        if (content.Length > MaxBytes) throw OssErrors.ImageTooLarge.With();
        var original = new byte[content.Length];
        await using (var stream = await call.Store.OpenReadAsync(content, 0, content.Length, ct)) await stream.ReadExactlyAsync(original, ct);
        var info = ImageHeader.Read(original) ?? throw OssErrors.ImageNotReadable.With();
        if (info.Width > MaxSide || info.Height > MaxSide) throw OssErrors.ImageTooLarge.With();
        var canvas = process.Plan(info, under);
        if (canvas.IsUnchanged) return new(new MemoryStream(original), original.Length, info);
        await using var overlays = await ImageOverlays.OpenAsync(call, content.Name.Bucket, canvas, ct);
        var font = canvas.NeedsFont ? await call.Images.FontAsync() : null;
        var result = await call.Images.RunAsync(canvas.Arguments(overlays.Names, font), original, ct);
        return new(result, result.Length, await InfoAsync(result, canvas, ct));
    }

    public ValueTask DisposeAsync() => Content.DisposeAsync();

    /// <summary>As the result says itself; of a format that is not read here, as it was worked out.</summary>
    private static async ValueTask<ImageInfo> InfoAsync(FileStream result, ImageCanvas canvas, CancellationToken ct)
    {
        var head = new byte[Math.Min(result.Length, MaxBytes)];
        await result.ReadExactlyAsync(head, ct);
        result.Position = 0;
        return ImageHeader.Read(head) ?? new(canvas.Format, canvas.Width, canvas.Height, 1);
    }
}
