using System.Xml.Linq;
using FcCreds.Oss.Object;

namespace FcCreds.Oss.Settings;

/// <summary>
/// "PutBucketEncryption": how objects are encrypted that do not say it themselves. The headers tell; the bytes lie as they are.
/// </summary>
internal sealed class BucketEncryption : IBucketSetting
{
    private const string Element = "ApplyServerSideEncryptionByDefault";

    public static string Name => "encryption";

    public static string Root => "ServerSideEncryptionRule";

    public static XElement WhenNotSet(OssCall call) => IBucketSetting.Throw(OssErrors.NoSuchServerSideEncryptionRule, call);

    public static XElement Check(XElement given, OssCall call)
    {
        var rule = Expect.Child(given, Element);
        var algorithm = Expect.Text(rule, "SSEAlgorithm");
        if (algorithm is not ("AES256" or "KMS" or "SM4")) throw OssErrors.InvalidEncryptionAlgorithmError.With(("SSEAlgorithm", algorithm ?? ""));
        var (key, data) = (Expect.Text(rule, "KMSMasterKeyID"), Expect.Text(rule, "KMSDataEncryption"));
        if (algorithm != "KMS" && (key ?? data) is not null) throw OssErrors.BadArgument("Only KMS has a master key or a way of data encryption.", "SSEAlgorithm", algorithm);
        if (data is not (null or "SM4")) throw OssErrors.BadArgument("KMSDataEncryption is SM4.", "KMSDataEncryption", data);
        return new(Root, new XElement(Element,
            new XElement("SSEAlgorithm", algorithm),
            // ali-oss reads it as present, so it is there for AES256 as well.
            new XElement("KMSMasterKeyID", key ?? ""),
            data is null ? null : new XElement("KMSDataEncryption", data)));
    }

    /// <summary>What new objects are encrypted with unless their request says otherwise; null when the bucket says nothing.</summary>
    public static ObjectEncryption? Of(BucketSettings settings) => settings.View(Name, Read);

    private static ObjectEncryption Read(string document)
    {
        var rule = XElement.Parse(document).Element(Element)!;
        return new(Expect.Some(rule, "SSEAlgorithm"), Expect.Text(rule, "KMSDataEncryption"), Expect.Text(rule, "KMSMasterKeyID"));
    }
}
