using FcCreds.Core.Errors;

namespace FcCreds.Oss;

/// <summary>Errors of image processing (EC 0040).</summary>
internal static partial class OssErrors
{
    public static readonly ServiceError ImageNotReadable = new("InvalidArgument", 400, "This image format is not supported.");

    public static readonly ServiceError ImageOutside = new("BadRequest", 400, "Advance cut's position is out of image.");

    public static readonly ServiceError ImageTooLarge = new("ImageTooLarge", 400, "The image is larger than 20 MB, or than 30000 pixels to a side.");

    /// <summary>The wording is that of a test of oss2, the code a guess.</summary>
    public static readonly ServiceError InvalidStyle = new("InvalidArgument", 400, "Style content is invalid.");

    public static readonly ServiceError InvalidImageAction = new("InvalidArgument", 400, "A parameter of the image processing is not valid.");
}
