using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Xml.Linq;

namespace FcCreds.Identity.Sts;

/// <summary>A named value or a named group of them: the shape that replies share in JSON and XML.</summary>
internal sealed record ReplyField(string Name, string? Value, IReadOnlyList<ReplyField> Children)
{
    public static ReplyField Of(string name, string value) => new(name, value, []);

    public static ReplyField Group(string name, params ReplyField[] children) => new(name, null, children);
}

/// <summary>A reply ready to be written in either format.</summary>
internal sealed record StsReply(string XmlRoot, IReadOnlyList<ReplyField> Fields)
{
    // openapi-core reads XML only under exactly this content type.
    private const string XmlContentType = "text/xml;charset=utf-8";

    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public (string ContentType, byte[] Body) Render(bool json) => json
        ? ("application/json;charset=utf-8", Json())
        : (XmlContentType, Encoding.UTF8.GetBytes($"<?xml version=\"1.0\" encoding=\"UTF-8\"?>{Xml().ToString(SaveOptions.DisableFormatting)}"));

    private byte[] Json()
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Readable)) Write(writer, Fields);
        return stream.ToArray();
    }

    private static void Write(Utf8JsonWriter writer, IReadOnlyList<ReplyField> fields)
    {
        writer.WriteStartObject();
        foreach (var field in fields)
        {
            writer.WritePropertyName(field.Name);
            if (field.Value is { } value) writer.WriteStringValue(value);
            else Write(writer, field.Children);
        }
        writer.WriteEndObject();
    }

    private XElement Xml() => new(XmlRoot, Fields.Select(Element));

    private static XElement Element(ReplyField field) => field.Value is { } value
        ? new(field.Name, XmlText.Legal(value))
        : new(field.Name, field.Children.Select(Element));
}
