using System.Xml.Linq;

namespace FcCreds.Oss.Settings;

/// <summary>"PutBucketRequestPayment": who pays. Where it is the requester, other accounts must say that they know.</summary>
internal sealed class BucketRequestPayment : IBucketSetting
{
    private const string Owner = "BucketOwner";
    private const string Requester = "Requester";

    public static string Name => "requestPayment";

    public static string Root => "RequestPaymentConfiguration";

    public static bool IsByRequester(BucketSettings settings) => settings.View(Name, XElement.Parse)?.Element("Payer")?.Value == Requester;

    public static XElement WhenNotSet(OssCall call) => Document(Owner);

    public static XElement Check(XElement given, OssCall call) => given.Element("Payer")?.Value.Trim() is Owner or Requester
        ? Document(given.Element("Payer")!.Value.Trim())
        : throw OssXml.Malformed($"Payer is {Owner} or {Requester}.");

    private static XElement Document(string payer) => new(Root, new XElement("Payer", payer));
}
