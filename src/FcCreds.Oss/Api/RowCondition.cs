using FcCreds.Core.Http;

namespace FcCreds.Oss.Api;

/// <summary>
/// What a request must carry for a row, written as the docs write the request line: query keys (<c>partNumber&amp;uploadId</c>), keys
/// with a value (<c>comp=add</c>; a final <c>*</c> matches any rest) and headers (<c>@x-oss-copy-source</c>).
/// </summary>
internal sealed class RowCondition
{
    private readonly Part[] parts;

    private RowCondition(string text, Part[] parts) => (Text, this.parts) = (text, parts);

    private readonly record struct Part(string Name, string? Value, bool IsHeader)
    {
        public bool Holds(WireRequest wire)
        {
            var sent = IsHeader ? wire.Header(Name) : wire.QueryValue(Name);
            if (sent is null) return false;
            if (Value is null) return true;
            return Value.EndsWith('*') ? sent.AsSpan().StartsWith(Value.AsSpan(0, Value.Length - 1)) : sent == Value;
        }
    }

    public string Text { get; }

    /// <summary>Most conditions win; <c>key=value</c> outranks a bare key.</summary>
    public int Rank => parts.Length * 100 + parts.Count(part => part.Value is not null);

    public IEnumerable<string> QueryKeys => parts.Where(part => !part.IsHeader).Select(part => part.Name);

    public static RowCondition Parse(string text) => new(text, text.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(ReadPart).ToArray());

    public bool Holds(WireRequest wire)
    {
        foreach (var part in parts)
        {
            if (!part.Holds(wire)) return false;
        }
        return true;
    }

    public bool Names(string name)
    {
        foreach (var part in parts)
        {
            if (part.Name.Equals(name, part.IsHeader ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal)) return true;
        }
        return false;
    }

    private static Part ReadPart(string text)
    {
        if (text.StartsWith('@')) return new(text[1..], null, IsHeader: true);
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        return equals < 0 ? new(text, null, false) : new(text[..equals], text[(equals + 1)..], false);
    }
}
