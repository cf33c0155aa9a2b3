namespace FcCreds.Core.Signing;

/// <summary>
/// A signature found on a request: whose key it names, what it covers, and whether a given secret reproduces it.
/// Reading one says nothing about who is calling; that is for <see cref="Callers.CallerResolver"/>.
/// </summary>
internal abstract class PresentedSignature
{
    public required string AccessKeyId { get; init; }

    /// <summary>The security token sent along, or null.</summary>
    public string? SecurityToken { get; init; }

    /// <summary>The signature as sent.</summary>
    public required string Provided { get; init; }

    /// <summary>When a header-signed request says it was made; null for schemes whose freshness is bounded by <see cref="ValidUntil"/>.</summary>
    public DateTimeOffset? SignedAt { get; init; }

    /// <summary>For presigned URLs: when they say to start; accepted earlier by no more than the allowed skew.</summary>
    public DateTimeOffset? ValidFrom { get; init; }

    /// <summary>For presigned URLs: not accepted from this moment on.</summary>
    public DateTimeOffset? ValidUntil { get; init; }

    /// <summary>The string the server signs to check; echoed in SignatureDoesNotMatch.</summary>
    public abstract string StringToSign { get; }

    /// <summary>The canonical request, for schemes that have one.</summary>
    public virtual string? CanonicalRequest => null;

    /// <summary>True when the secret reproduces the signature. Compares in constant time.</summary>
    public abstract bool IsMadeWith(string accessKeySecret);
}
