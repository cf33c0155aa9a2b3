using System.Globalization;
using FcCreds.Core.Http;

namespace FcCreds.Fc.Triggers.Http;

/// <summary>A request as the function shall see it: rewritten by routes, completed by claims, freed of what is not for it.</summary>
internal sealed record FunctionRequest
{
    public const string FormType = "application/x-www-form-urlencoded";

    public required string Method { get; init; }

    /// <summary>Percent-encoded.</summary>
    public required string RawPath { get; init; }

    /// <summary>Without <c>?</c>; empty when there is none.</summary>
    public required string RawQuery { get; init; }

    public required IReadOnlyList<HeaderField> Headers { get; init; }

    /// <summary>Null while it has not been read: a web server gets it as a stream.</summary>
    public ReadOnlyMemory<byte>? Body { get; init; }

    /// <summary>The body that was read.</summary>
    public ReadOnlyMemory<byte> Bytes => Body ?? default;

    /// <summary>Decoded, <c>+</c> as a space.</summary>
    public IReadOnlyList<QueryParameter> Query => RequestTarget.ParseForm(RawQuery);

    /// <summary>Media type without parameters, in small letters; empty when none was sent.</summary>
    public string MediaType => (Header("Content-Type") ?? "").Split(';')[0].Trim().ToLowerInvariant();

    public string? Header(string name)
    {
        foreach (var field in Headers)
        {
            if (field.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) return field.Value;
        }
        return null;
    }

    /// <summary>With another body, and the length that goes with it.</summary>
    public FunctionRequest WithBody(byte[] body) => this with
    {
        Body = body,
        Headers = [.. Headers.Select(field => field.Name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase) ? field with { Value = body.Length.ToString(CultureInfo.InvariantCulture) } : field)],
    };
}
