using FcCreds.Oss.Addressing;
using FcCreds.Storage;

namespace FcCreds.Oss.Object;

/// <summary>The header <c>x-oss-copy-source</c>: <c>/bucket/url-encoded-key[?versionId=…]</c>; some SDKs leave the first slash out.</summary>
internal sealed record CopySource(ObjectName Name, string? VersionId)
{
    public const string Header = "x-oss-copy-source";

    private const string VersionMark = "?versionId=";

    public static CopySource Read(OssCall call)
    {
        var text = call.Header(Header) ?? "";
        string? versionId = null;
        if (text.IndexOf(VersionMark, StringComparison.Ordinal) is >= 0 and var mark) (text, versionId) = (text[..mark], text[(mark + VersionMark.Length)..]);
        var path = text.AsSpan().TrimStart('/');
        var slash = path.IndexOf('/');
        if (slash < 0) throw OssErrors.BadArgument("Copy Source must mention the source bucket and key: /sourcebucket/sourcekey.", Header, text);
        var name = new ObjectName(path[..slash].ToString(), EncodedName.Decode(path[(slash + 1)..]));
        BucketName.Check(name.Bucket);
        ObjectKey.Check(name.Key);
        return new(name, versionId);
    }
}
