using System.Xml.Linq;
using FcCreds.Core.Http;

namespace FcCreds.Oss;

/// <summary>What an operation answers; the endpoint adds the headers that every reply has.</summary>
internal sealed class OssReply(int status) : IAsyncDisposable
{
    public int Status { get; } = status;

    public List<HeaderField> Headers { get; } = [];

    /// <summary>A short body, such as XML.</summary>
    public ReadOnlyMemory<byte> Content { get; init; }

    /// <summary>The root of a body that is XML.</summary>
    public XElement? Document { get; init; }

    /// <summary>A long body, streamed; goes with the reply.</summary>
    public Stream? Stream { get; init; }

    /// <summary>Content-Length when it is not that of <see cref="Content"/>: of a stream, or of the object that a HEAD describes.</summary>
    public long? Length { get; init; }

    public bool IsCompressed { get; init; }

    /// <summary>Of a stream whose length shows when it ends.</summary>
    public bool IsChunked { get; init; }

    /// <summary>Error code and EC, for the journal.</summary>
    public string? Code { get; init; }

    public string? Ec { get; init; }

    public static OssReply Empty(int status = 200) => new(status) { Length = status == 204 ? null : 0 };

    public static OssReply Xml(XElement root, int status = 200)
    {
        var reply = new OssReply(status) { Document = root, Content = OssXml.Write(root) };
        return reply.With("Content-Type", OssXml.ContentType);
    }

    /// <summary>The same reply under another status, with the error that it stands for.</summary>
    public OssReply As(int status, string code)
    {
        var other = new OssReply(status) { Document = Document, Content = Content, Stream = Stream, Length = Length, IsCompressed = IsCompressed, IsChunked = IsChunked, Code = code };
        other.Headers.AddRange(Headers);
        return other;
    }

    public OssReply With(string name, string? value)
    {
        if (value is not null) Headers.Add(new(name, value));
        return this;
    }

    public ValueTask DisposeAsync() => Stream?.DisposeAsync() ?? ValueTask.CompletedTask;
}
