using System.Net.Sockets;
using System.Text;
using FcCreds.Core.Http;
using FcCreds.Core.Signing;

namespace FcCreds.Tests.Oss;

internal enum Signing { V4, V1, PresignedV4, PresignedV1 }

/// <summary>One request of a test. The path is sent as it is: no library tidies up dots, slashes or escapes.</summary>
internal sealed record OssRequest(string Method, string Path)
{
    public string Host { get; init; } = "127.0.0.1";

    /// <summary>Decoded names and values; a null value is a bare key.</summary>
    public (string Name, string? Value)[] Query { get; init; } = [];

    public (string Name, string Value)[] Headers { get; init; } = [];

    public byte[]? Body { get; init; }

    public Signing Signing { get; init; }

    /// <summary>Bucket and key to sign for, where they do not follow from a path-style path.</summary>
    public (string Bucket, string Key)? Names { get; init; }

    public TimeSpan Skew { get; init; }
}

/// <summary>A small signed client on a bare socket.</summary>
internal sealed class OssClient(int port, SigningKey? key, TimeProvider clock)
{
    public Task<OssAnswer> GetAsync(string path, params (string, string?)[] query) => SendAsync(new("GET", path) { Query = query });

    public Task<OssAnswer> HeadAsync(string path, params (string, string?)[] query) => SendAsync(new("HEAD", path) { Query = query });

    public Task<OssAnswer> DeleteAsync(string path, params (string, string?)[] query) => SendAsync(new("DELETE", path) { Query = query });

    public Task<OssAnswer> PutAsync(string path, string body = "", params (string, string)[] headers)
        => SendAsync(new("PUT", path) { Body = Encoding.UTF8.GetBytes(body), Headers = headers });

    public async Task<OssAnswer> SendAsync(OssRequest request)
    {
        var wire = Signed(request);
        var target = new StringBuilder(wire.RawPath);
        var mark = '?';
        foreach (var (name, value) in wire.Query)
        {
            target.Append(mark).Append(Uri.EscapeDataString(name));
            if (value is not null) target.Append('=').Append(Uri.EscapeDataString(value));
            mark = '&';
        }
        var head = new StringBuilder($"{wire.Method} {target} HTTP/1.1\r\nHost: {wire.Host}\r\nConnection: close\r\n");
        foreach (var (name, value) in wire.Headers) head.Append($"{name}: {value}\r\n");
        return await SendRawAsync([.. Encoding.UTF8.GetBytes(head.Append("\r\n").ToString()), .. request.Body ?? []]);
    }

    /// <summary>Sends a request whose body never comes whole, and goes away.</summary>
    public async Task SendAndDieAsync(OssRequest request, byte[] part)
    {
        var wire = Signed(request);
        var head = new StringBuilder($"{wire.Method} {wire.RawPath} HTTP/1.1\r\nHost: {wire.Host}\r\n");
        foreach (var (name, value) in wire.Headers) head.Append($"{name}: {value}\r\n");
        var ct = TestContext.Current.CancellationToken;
        using var socket = new TcpClient();
        await socket.ConnectAsync("127.0.0.1", port, ct);
        var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.UTF8.GetBytes(head.Append("\r\n").ToString()), ct);
        await stream.WriteAsync(part, ct);
        socket.Client.Shutdown(SocketShutdown.Send);
        try
        {
            await stream.CopyToAsync(Stream.Null, ct);
        }
        catch (IOException)
        {
            // Hanging up by a reset is as good as any.
        }
    }

    public async Task<OssAnswer> SendRawAsync(byte[] bytes)
    {
        var ct = TestContext.Current.CancellationToken;
        using var socket = new TcpClient();
        await socket.ConnectAsync("127.0.0.1", port, ct);
        var stream = socket.GetStream();
        await stream.WriteAsync(bytes, ct);
        using var received = new MemoryStream();
        await stream.CopyToAsync(received, ct);
        return OssAnswer.Read(received.ToArray());
    }

    public WireRequest Signed(OssRequest request)
    {
        var headers = request.Headers.Select(header => new HeaderField(header.Name, header.Value)).ToList();
        if (request.Body is { } body && !headers.Exists(header => header.Name is "Content-Length" or "Transfer-Encoding"))
            headers.Add(new("Content-Length", body.Length.ToString(null as IFormatProvider)));
        var wire = new WireRequest
        {
            Method = request.Method,
            Scheme = "http",
            Host = request.Host,
            RawPath = request.Path,
            Query = [.. request.Query.Select(one => new QueryParameter(one.Name, one.Value))],
            Headers = headers,
        };
        if (key is null) return wire;
        var (bucket, objectKey) = request.Names ?? NamesOf(request.Path);
        var signer = new OssSigner(key, "cn-hangzhou");
        var now = clock.GetUtcNow() + request.Skew;
        return request.Signing switch
        {
            Signing.V4 => wire with { Headers = [.. headers, .. signer.SignV4(wire, bucket, objectKey, now)] },
            Signing.V1 => wire with { Headers = [.. headers, .. signer.SignV1(wire, bucket, objectKey, now)] },
            Signing.PresignedV4 => wire with { Query = [.. wire.Query, .. signer.PresignV4(wire, bucket, objectKey, now, TimeSpan.FromMinutes(15))] },
            _ => wire with { Query = [.. wire.Query, .. signer.PresignV1(wire, bucket, objectKey, now.AddMinutes(15))] },
        };
    }

    private static (string Bucket, string Key) NamesOf(string path)
    {
        var parts = path.TrimStart('/').Split('/', 2);
        return (Uri.UnescapeDataString(parts[0]), parts.Length > 1 ? Uri.UnescapeDataString(parts[1]) : "");
    }
}
