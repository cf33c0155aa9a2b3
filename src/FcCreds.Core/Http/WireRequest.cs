namespace FcCreds.Core.Http;

/// <summary>A decoded query or form parameter; <see cref="Value"/> is null when no <c>=</c> was sent.</summary>
internal readonly record struct QueryParameter(string Name, string? Value);

/// <summary>A header line as it was received.</summary>
internal readonly record struct HeaderField(string Name, string Value);

/// <summary>What signatures, policies and routing read of an HTTP request: never the body, never a framework's normalised path.</summary>
internal sealed record WireRequest
{
    public required string Method { get; init; }

    /// <summary>Scheme the client used, <c>http</c> or <c>https</c>.</summary>
    public required string Scheme { get; init; }

    /// <summary>Authority the client addressed, port included when it was sent; empty when HTTP/1.0 sent none.</summary>
    public required string Host { get; init; }

    /// <summary>The path as received, percent-encoded, without authority and query; starts with <c>/</c>.</summary>
    public required string RawPath { get; init; }

    /// <summary>Query parameters in the order received, percent-decoded (<c>+</c> is a literal plus).</summary>
    public required IReadOnlyList<QueryParameter> Query { get; init; }

    /// <summary>Header lines in the order received; names keep their case.</summary>
    public required IReadOnlyList<HeaderField> Headers { get; init; }

    /// <summary>Fields of an <c>application/x-www-form-urlencoded</c> body, for the services that read parameters from there.</summary>
    public IReadOnlyList<QueryParameter> Form { get; init; } = [];

    /// <summary>Address of the TCP peer.</summary>
    public string SourceIp { get; init; } = "127.0.0.1";

    public bool IsSecure => Scheme == "https";

    /// <summary>First value of a header, or null.</summary>
    public string? Header(string name)
    {
        foreach (var field in Headers)
        {
            if (field.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) return field.Value;
        }
        return null;
    }

    /// <summary>First query parameter of that exact name, or null; a bare parameter has an empty value here.</summary>
    public string? QueryValue(string name)
    {
        foreach (var parameter in Query)
        {
            if (parameter.Name == name) return parameter.Value ?? "";
        }
        return null;
    }

    public bool HasQuery(string name) => QueryValue(name) is not null;
}
