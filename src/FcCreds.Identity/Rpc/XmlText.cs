using System.Xml;

namespace FcCreds.Identity.Rpc;

/// <summary>Text that XML 1.0 can hold: a refusal may echo what a client sent, control characters included.</summary>
internal static class XmlText
{
    public static string Legal(string text)
    {
        try
        {
            return XmlConvert.VerifyXmlChars(text);
        }
        catch (XmlException)
        {
            return string.Concat(text.Select(c => XmlConvert.IsXmlChar(c) ? c : '\uFFFD'));
        }
    }
}
