using System.CommandLine.Parsing;

namespace FcCreds.Cli.Connections;

/// <summary><c>oss://bucket/key</c>; without a key the bucket, without a bucket the account's buckets.</summary>
internal sealed record OssUrl(string Bucket, string Key)
{
    private const string Scheme = "oss://";

    /// <summary>Not a URI: the key is everything behind the bucket, as it stands.</summary>
    public static OssUrl? Parse(string text)
    {
        if (!text.StartsWith(Scheme, StringComparison.Ordinal)) return null;
        var rest = text[Scheme.Length..];
        var slash = rest.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? new(rest, "") : slash == 0 ? null : new(rest[..slash], rest[(slash + 1)..]);
    }

    public static OssUrl? Read(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        var url = Parse(text);
        if (url is null) result.AddError($"'{text}' is not of the form oss://bucket/key.");
        return url;
    }

    public override string ToString() => Key.Length == 0 ? Scheme + Bucket : $"{Scheme}{Bucket}/{Key}";
}
