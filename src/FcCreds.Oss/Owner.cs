using System.Xml.Linq;

namespace FcCreds.Oss;

/// <summary>The Owner element: OSS shows the account id twice.</summary>
internal static class Owner
{
    public static XElement Element(string accountId) => new("Owner", new XElement("ID", accountId), new XElement("DisplayName", accountId));
}
