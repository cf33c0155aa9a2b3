using FcCreds.Core.Http;

namespace FcCreds.Fc.Invocation;

/// <summary>A web request on its way to a function that is a web server, and where its reply goes. Bodies are streamed.</summary>
internal sealed record HttpExchange
{
    public required string Method { get; init; }

    /// <summary>Raw path and query, as the client sent them.</summary>
    public required string PathAndQuery { get; init; }

    /// <summary>Without those that belong to one connection, and without <c>x-fc-*</c>, which are the platform's.</summary>
    public required IReadOnlyList<HeaderField> Headers { get; init; }

    public Stream? Body { get; init; }

    /// <summary>Called once, when the function has begun to answer; not at all when it fails before.</summary>
    public required Func<HttpReply, CancellationToken, Task> ReplyAsync { get; init; }
}

/// <summary>What a function that is a web server answers; the body is gone after the callback.</summary>
internal sealed record HttpReply(int StatusCode, IReadOnlyList<HeaderField> Headers, Stream Body);
