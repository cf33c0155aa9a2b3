using FcCreds.Core.Http;

namespace FcCreds.Oss.Bucket;

/// <summary>How keys are written into lists: plain, or percent-encoded by <c>encoding-type=url</c>, which XML-unfriendly keys need.</summary>
internal readonly record struct KeyEncoding(bool IsUrl)
{
    private const string Parameter = "encoding-type";

    public static KeyEncoding Read(OssCall call) => call.Query(Parameter) switch
    {
        null or "" => default,
        "url" => new(IsUrl: true),
        var other => throw OssErrors.BadArgument("Invalid Encoding Method specified in Request.", Parameter, other),
    };

    public string Of(string key) => IsUrl ? PercentEncoding.Encode(key) : key;

    /// <summary>The element that says so; null without encoding.</summary>
    public System.Xml.Linq.XElement? Element() => IsUrl ? new("EncodingType", "url") : null;
}
