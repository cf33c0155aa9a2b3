using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using FcCreds.Core.Errors;

namespace FcCreds.Oss;

/// <summary>XML as OSS speaks it: declaration, indented, no namespace on the way out; bounded and without DTD on the way in.</summary>
internal static class OssXml
{
    public const string ContentType = "application/xml";

    private static readonly XmlWriterSettings Writing = new()
    {
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        Indent = true,
        NewLineChars = "\n",
        // Keys may hold control characters; the cloud writes them as character references too.
        CheckCharacters = false,
    };

    private static readonly XmlReaderSettings Reading = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        CheckCharacters = false,
        IgnoreWhitespace = false,
    };

    public static byte[] Write(XElement root)
    {
        using var written = new MemoryStream();
        using (var writer = XmlWriter.Create(written, Writing)) root.Save(writer);
        return written.ToArray();
    }

    /// <summary>The time format of XML elements: whole seconds, always with <c>.000</c>, without which oss2 2.19 refuses a listing.</summary>
    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'.000Z'", CultureInfo.InvariantCulture);

    /// <summary>The body as XML with the wanted root, or null when there is none. Checks Content-MD5.</summary>
    public static ValueTask<XElement?> ReadAsync(OssCall call, string rootName, int limit, CancellationToken ct)
        => ReadAsync(call, rootName, limit, OssErrors.MalformedXML, ct);

    /// <summary>The same for an operation whose MalformedXML has an EC of its own.</summary>
    public static async ValueTask<XElement?> ReadAsync(OssCall call, string rootName, int limit, ServiceError malformed, CancellationToken ct)
    {
        var body = await OssBody.ReadAsync(call, limit, () => malformed.With(("ErrorDetail", $"The document is longer than {limit} bytes.")), ct);
        if (body.Length == 0) return null;
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(body), Reading);
            var root = XElement.Load(reader, LoadOptions.PreserveWhitespace);
            return root.Name.LocalName == rootName ? WithoutNamespaces(root) : throw malformed.With(("ErrorDetail", $"The root element is not {rootName}."));
        }
        catch (XmlException mistake)
        {
            throw malformed.With(("ErrorDetail", mistake.Message));
        }
    }

    public static Exception Malformed(string detail) => OssErrors.MalformedXML.With(("ErrorDetail", detail));

    /// <summary>Clients send bodies with the namespaces of old documentation; OSS does not look at them.</summary>
    private static XElement WithoutNamespaces(XElement root)
    {
        foreach (var element in root.DescendantsAndSelf()) element.Name = element.Name.LocalName;
        return root;
    }
}
