using FcCreds.Storage;

namespace FcCreds.Oss.Image;

/// <summary>An image of the bucket that is laid over another one, after actions of its own.</summary>
internal sealed record ImageOverlay(string Key, ImageProcess Process);

/// <summary>The images that a canvas needs besides the first, each in a file of its own until the tool has run.</summary>
internal sealed class ImageOverlays : IAsyncDisposable
{
    /// <summary>"Up to three different image watermarks" ("Add watermarks").</summary>
    private const int Most = 3;

    private readonly List<FileStream> files = [];
    private readonly List<string> names = [];

    /// <summary>As the tool takes them, with the format in front.</summary>
    public IReadOnlyList<string> Names => names;

    public static async ValueTask<ImageOverlays> OpenAsync(OssCall call, string bucket, ImageCanvas canvas, CancellationToken ct)
    {
        if (canvas.Overlays.Count > Most) throw OssErrors.InvalidImageAction.Saying($"An image takes up to {Most} image watermarks.");
        var overlays = new ImageOverlays();
        try
        {
            foreach (var (overlay, under) in canvas.Overlays) await overlays.AddAsync(call, new(bucket, overlay.Key), overlay.Process, under, ct);
            return overlays;
        }
        catch
        {
            await overlays.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var file in files) await file.DisposeAsync();
    }

    private async ValueTask AddAsync(OssCall call, ObjectName name, ImageProcess process, (int Width, int Height) under, CancellationToken ct)
    {
        if (await call.Store.FindAsync(name, null, ct) is not { IsDeleteMarker: false } found)
            throw OssErrors.InvalidImageAction.Saying("The watermark object does not exist.", ("Key", name.Key));
        Object.StorageClass.CheckReadable(call, found);
        await using var image = await ProcessedImage.MakeAsync(call, found, process, ct, under);
        var file = ImageTool.TemporaryFile();
        files.Add(file);
        await image.Content.CopyToAsync(file, ct);
        await file.FlushAsync(ct);
        names.Add($"{ImageCanvas.Coder(image.Info.Format)}:{file.Name}[0]");
    }
}
