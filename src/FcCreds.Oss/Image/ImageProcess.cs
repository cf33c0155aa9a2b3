using System.Globalization;
using System.Xml.Linq;
using FcCreds.Core.Errors;
using FcCreds.Oss.Access;
using FcCreds.Oss.Settings;

namespace FcCreds.Oss.Image;

/// <summary>What the last action makes of the request.</summary>
internal enum ImageAnswer { Image, Info, AverageHue }

/// <summary>What <c>x-oss-process</c> asks for: the actions of <c>image/…</c>, or of a style of the bucket.</summary>
/// <param name="Wants">What the answer is.</param>
internal sealed record ImageProcess(IReadOnlyList<ImageAction> Actions, ImageAnswer Wants)
{
    /// <summary>Leaves the image as it is.</summary>
    public static readonly ImageProcess None = new([], ImageAnswer.Image);

    private const int MaxActions = 100;

    public static ImageProcess Read(string process, BucketSettings settings)
    {
        if (process.StartsWith("style/", StringComparison.Ordinal)) process = StyleOf(process["style/".Length..], settings);
        var steps = process.Split('/');
        if (steps[0] != "image") throw NotThere($"Processing {(steps[0].Length > 0 ? steps[0] : "without a name")}");
        if (steps.Length < 2 || steps.Length > MaxActions) throw OssErrors.InvalidImageAction.Saying("The processing has no actions, or too many.");
        var actions = steps.Skip(1).Where(step => step.Length > 0).Select(ImageAction.Read).ToList();
        var wants = (actions.Count > 0 ? actions[^1].Name : "") switch
        {
            "info" => ImageAnswer.Info,
            "average-hue" => ImageAnswer.AverageHue,
            _ => ImageAnswer.Image,
        };
        if (wants != ImageAnswer.Image) actions.RemoveAt(actions.Count - 1);
        return new(actions, wants);
    }

    /// <summary>What must be allowed besides reading the image itself: to read what is laid over it. Whether the cloud asks for that is not documented.</summary>
    public IEnumerable<Demand> Demands(OssCall call)
        => ImageWatermark.KeysIn(Actions).Select(key => Demand.On(new(call.Address.Bucket, key), "oss:GetObject", AclAccess.Read));

    public bool MakesImage => Wants == ImageAnswer.Image;

    /// <summary>Works out the actions on an image.</summary>
    public ImageCanvas Plan(ImageInfo source, (int Width, int Height)? under = null)
    {
        var canvas = new ImageCanvas(source, under) { AveragesHue = Wants == ImageAnswer.AverageHue };
        foreach (var action in Actions) Apply(canvas, action);
        return canvas;
    }

    private static void Apply(ImageCanvas canvas, ImageAction action)
    {
        switch (action.Name)
        {
            case "resize": ImageResize.Apply(canvas, action); break;
            case "crop": ImageCrop.Apply(canvas, action); break;
            case "watermark": ImageWatermark.Apply(canvas, action); break;
            case "indexcrop": ImageIndexCrop.Apply(canvas, action); break;
            case "circle": canvas.Circle(action.Number("r", 1, 4096) ?? throw action.Invalid("r", "")); break;
            case "rounded-corners": canvas.RoundCorners(action.Number("r", 1, 4096) ?? throw action.Invalid("r", "")); break;
            case "auto-orient": if (action.Value(0, 1) == 1) canvas.Orient(); break;
            case "rotate": canvas.Rotate(action.Value(0, 360)); break;
            case "quality": canvas.Quality = action.Number("Q", 1, 100) ?? action.Number("q", 1, 100) ?? throw action.Invalid("q", ""); break;
            case "interlace": canvas.Interlaces = action.Value(0, 1) == 1; break;
            case "sharpen": canvas.Filter("-sharpen", string.Create(CultureInfo.InvariantCulture, $"0x{action.Value(50, 399) / 100.0}")); break;
            case "blur":
                var (radius, sigma) = (action.Number("r", 1, 50), action.Number("s", 1, 50));
                canvas.Filter("-blur", string.Create(CultureInfo.InvariantCulture, $"{radius ?? 0}x{sigma ?? throw action.Invalid("s", "")}"));
                break;
            case "bright": canvas.Filter("-brightness-contrast", string.Create(CultureInfo.InvariantCulture, $"{action.Value(-100, 100)}x0")); break;
            case "contrast": canvas.Filter("-brightness-contrast", string.Create(CultureInfo.InvariantCulture, $"0x{action.Value(-100, 100)}")); break;
            case "format":
                canvas.Format = (action.Parts.Count > 0 ? action.Parts[0] : "") switch
                {
                    "jpg" or "jpeg" => "jpg",
                    "png" or "webp" or "bmp" or "gif" or "tiff" => action.Parts[0],
                    "heic" or "avif" => throw NotThere($"The image format {action.Parts[0]}"),
                    var other => throw action.Invalid("format", other),
                };
                break;
            default: throw NotThere($"The image action {action.Name}");
        }
    }

    private static string StyleOf(string name, BucketSettings settings)
        => settings.Find($"style/{name}") is { } style ? XElement.Parse(style).Element("Content")!.Value : throw OssErrors.NoSuchStyle.With(("StyleName", name));

    private static ServiceException NotThere(string what) => OssErrors.NotImplemented.Saying($"{what} is not implemented.");
}
