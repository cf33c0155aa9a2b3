using FcCreds.Core.Http;
using FcCreds.Oss.Post;

namespace FcCreds.Oss.S3;

/// <summary>A form upload as S3 clients sign it (<c>x-amz-algorithm=AWS4-HMAC-SHA256</c>). Only the form tells: the request itself is unsigned.</summary>
internal static class S3Form
{
    /// <summary>From here on the call is one of an S3 client.</summary>
    public static void Adopt(OssCall call)
    {
        if (call.Form is not { IsOfS3: true }) return;
        call.SpeaksS3 = true;
        call.S3 = S3Api.Find(call.Received, call.Address.Level);
    }

    /// <summary>The fields as OSS's headers.</summary>
    public static IEnumerable<HeaderField> Headers(PostForm form)
    {
        if (form["tagging"] is not null) throw OssErrors.NotImplemented.With(("Header", "tagging"));
        foreach (var (name, value) in form.Fields)
        {
            if (name.Equals("acl", StringComparison.OrdinalIgnoreCase)) yield return new("x-oss-object-acl", value);
            else if (!name.StartsWith(S3Names.Prefix, StringComparison.OrdinalIgnoreCase)) yield return new(name, value);
            else if (!S3Names.IsConsumed(name))
            {
                var header = S3Names.OssHeader(name, onObject: true) ?? throw OssErrors.NotImplemented.With(("Header", name.ToLowerInvariant()));
                yield return new(header, S3Names.OssValue(header, value));
            }
        }
    }
}
