using System.Text;
using FcCreds.Core.Errors;
using FcCreds.Oss.Addressing;
using FcCreds.Storage;

namespace FcCreds.Oss.Image;

/// <summary><c>sys/saveas,o_KEY,b_BUCKET</c>, both in Base64, in the alphabet of URLs or the other, with padding or without.</summary>
/// <param name="StatedBucket">Empty when the target is in the source's bucket because none is named.</param>
internal sealed record SaveAs(ObjectName Name, string StatedBucket)
{
    private const string Step = "sys/saveas";

    public static SaveAs Read(string text, string sourceBucket)
    {
        var action = ImageAction.Read(text);
        if (action.Name != Step) throw OssErrors.NotImplemented.Saying($"Processing {action.Name} is not implemented.");
        var key = Decoded(action.Text("o")) ?? throw Wrong("o");
        var bucket = Decoded(action.Text("b") ?? "") ?? throw Wrong("b");
        ObjectKey.Check(key);
        if (bucket.Length > 0) BucketName.Check(bucket);
        return new(new(bucket.Length > 0 ? bucket : sourceBucket, key), bucket);
    }

    private static string? Decoded(string? text)
    {
        if (text is null) return null;
        var plain = text.Replace('-', '+').Replace('_', '/').TrimEnd('=');
        var bytes = new byte[plain.Length];
        return Convert.TryFromBase64String(plain.PadRight((plain.Length + 3) / 4 * 4, '='), bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length) : null;
    }

    private static ServiceException Wrong(string parameter) => OssErrors.InvalidArgument.Saying($"The parameter {parameter} of {Step} is not Base64.", ("ArgumentName", parameter));
}
