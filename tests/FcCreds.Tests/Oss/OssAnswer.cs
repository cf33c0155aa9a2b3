using System.Text;
using System.Xml.Linq;

namespace FcCreds.Tests.Oss;

/// <summary>A reply as it came off the wire.</summary>
internal sealed record OssAnswer(int Status, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public string Text => Encoding.UTF8.GetString(Body);

    public XElement Xml => XElement.Parse(Text);

    /// <summary>Of an error, from the body or, after HEAD, from <c>x-oss-err</c>.</summary>
    public XElement Error => XElement.Parse(Body.Length > 0 ? Text : Encoding.UTF8.GetString(Convert.FromBase64String(Headers["x-oss-err"])));

    public string Code => Error.Element("Code")!.Value;

    public string Message => Error.Element("Message")!.Value;

    public string? Ec => Headers.GetValueOrDefault("x-oss-ec");

    public string? this[string header] => Headers.GetValueOrDefault(header);

    public void IsRefused(int status, string code, string? ec = null)
    {
        Assert.Equal((status, code), (Status, Status >= 300 ? Code : ""));
        if (ec is null) return;
        Assert.Equal(ec, Ec);
        Assert.Equal(ec, Error.Element("EC")?.Value);
    }

    public OssAnswer IsOk(int status = 200)
    {
        Assert.True(Status == status, $"{Status} instead of {status}: {Text}");
        return this;
    }

    /// <summary>Reads until the end of the connection; the client always asks for it to be closed.</summary>
    public static OssAnswer Read(byte[] wire)
    {
        var end = wire.AsSpan().IndexOf("\r\n\r\n"u8);
        var lines = Encoding.UTF8.GetString(wire, 0, end).Split("\r\n");
        var headers = lines.Skip(1).Select(line => line.Split(": ", 2)).ToDictionary(part => part[0], part => part[1], StringComparer.OrdinalIgnoreCase);
        var body = wire[(end + 4)..];
        return new(int.Parse(lines[0].Split(' ')[1], null), headers, headers.ContainsKey("Transfer-Encoding") ? Unchunk(body) : body);
    }

    private static byte[] Unchunk(byte[] chunked)
    {
        using var whole = new MemoryStream();
        for (var at = 0; ;)
        {
            var line = chunked.AsSpan(at).IndexOf("\r\n"u8);
            var size = Convert.ToInt32(Encoding.ASCII.GetString(chunked, at, line), 16);
            if (size == 0) return whole.ToArray();
            whole.Write(chunked, at + line + 2, size);
            at += line + 2 + size + 2;
        }
    }
}
