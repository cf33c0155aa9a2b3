using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Xml.Linq;

namespace FcCreds.Identity.Rpc;

/// <summary>A named value, a named group of them, or a list of groups: the shape that replies share in JSON and XML.</summary>
internal sealed record ReplyField
{
    private ReplyField(string name) => Name = name;

    public string Name { get; }

    /// <summary>Of a single value.</summary>
    public string? Value { get; private init; }

    /// <summary>A number or truth value: JSON writes it without quotes.</summary>
    public bool IsLiteral { get; private init; }

    /// <summary>Of a group.</summary>
    public IReadOnlyList<ReplyField> Children { get; private init; } = [];

    /// <summary>Of a list: in XML each is an element of this name, in JSON together they are an array.</summary>
    public IReadOnlyList<IReadOnlyList<ReplyField>>? Items { get; private init; }

    /// <summary>Of a list of plain texts.</summary>
    public IReadOnlyList<string>? Texts { get; private init; }

    public static ReplyField Of(string name, string value) => new(name) { Value = value };

    public static ReplyField Of(string name, int value) => new(name) { Value = value.ToString(CultureInfo.InvariantCulture), IsLiteral = true };

    public static ReplyField Of(string name, bool value) => new(name) { Value = value ? "true" : "false", IsLiteral = true };

    public static ReplyField Group(string name, params IReadOnlyList<ReplyField> children) => new(name) { Children = children };

    public static ReplyField List(string name, IEnumerable<IReadOnlyList<ReplyField>> items) => new(name) { Items = [.. items] };

    public static ReplyField List(string name, IEnumerable<string> texts) => new(name) { Texts = [.. texts] };
}

/// <summary>A reply ready to be written in either format.</summary>
internal sealed record RpcReply(string XmlRoot, IReadOnlyList<ReplyField> Fields)
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
            if (field.Items is { } items)
            {
                writer.WriteStartArray();
                foreach (var item in items) Write(writer, item);
                writer.WriteEndArray();
            }
            else if (field.Texts is { } texts)
            {
                writer.WriteStartArray();
                foreach (var text in texts) writer.WriteStringValue(text);
                writer.WriteEndArray();
            }
            else if (field.Value is not { } value) Write(writer, field.Children);
            else if (field.IsLiteral) writer.WriteRawValue(value);
            else writer.WriteStringValue(value);
        }
        writer.WriteEndObject();
    }

    private XElement Xml() => new(XmlRoot, Fields.SelectMany(Elements));

    private static IEnumerable<XElement> Elements(ReplyField field)
    {
        if (field.Items is { } items) return items.Select(item => new XElement(field.Name, item.SelectMany(Elements)));
        if (field.Texts is { } texts) return texts.Select(text => new XElement(field.Name, XmlText.Legal(text)));
        return [field.Value is { } value ? new(field.Name, XmlText.Legal(value)) : new(field.Name, field.Children.SelectMany(Elements))];
    }
}
