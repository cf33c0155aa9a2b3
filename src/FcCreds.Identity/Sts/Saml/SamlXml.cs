using System.Globalization;
using System.Xml;

namespace FcCreds.Identity.Sts.Saml;

/// <summary>Names and reading of SAML 2.0 documents: DTD off, bounded, and without comments, which signatures do not cover.</summary>
internal static class SamlXml
{
    public const string Assertion = "urn:oasis:names:tc:SAML:2.0:assertion";
    public const string Protocol = "urn:oasis:names:tc:SAML:2.0:protocol";
    public const string Metadata = "urn:oasis:names:tc:SAML:2.0:metadata";
    public const string Signature = "http://www.w3.org/2000/09/xmldsig#";

    /// <summary>Deep nesting costs a stack, and no assertion needs it.</summary>
    private const int MaxDepth = 64;

    private const int MaxCharacters = 1024 * 1024;

    /// <exception cref="XmlException">It is not well-formed, or too large or deep.</exception>
    public static XmlElement Load(Stream xml)
    {
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = MaxCharacters, IgnoreComments = true };
        using (var depth = XmlReader.Create(xml, settings))
        {
            while (depth.Read())
            {
                if (depth.Depth > MaxDepth) throw new XmlException($"It is nested deeper than {MaxDepth} levels.");
            }
        }
        xml.Position = 0;
        using var reader = XmlReader.Create(xml, settings);
        // The signature covers white space.
        var document = new XmlDocument { PreserveWhitespace = true, XmlResolver = null };
        document.Load(reader);
        return document.DocumentElement!;
    }

    public static IEnumerable<XmlElement> Children(this XmlElement element, string ns, string name)
        => element.ChildNodes.OfType<XmlElement>().Where(child => child.NamespaceURI == ns && child.LocalName == name);

    public static XmlElement? Child(this XmlElement element, string ns, string name) => element.Children(ns, name).FirstOrDefault();

    /// <summary>The element itself and all below it that have the name.</summary>
    public static IEnumerable<XmlElement> Everywhere(this XmlElement element, string ns, string name)
        => element.SelectNodes("descendant-or-self::*")!.OfType<XmlElement>().Where(one => one.NamespaceURI == ns && one.LocalName == name);

    /// <summary>Null when the attribute is not there.</summary>
    /// <exception cref="FormatException">It is no time.</exception>
    public static DateTimeOffset? Time(this XmlElement element, string attribute)
        => element.HasAttribute(attribute)
            ? DateTimeOffset.Parse(element.GetAttribute(attribute), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal)
            : null;
}
