using FcCreds.Core.Callers;

namespace FcCreds.Identity.Ram.Records;

/// <summary>A secret of a record, and the sealed box in which the document holds it.</summary>
internal sealed record StoredSecret(Secret Opened)
{
    /// <summary>As the document has it; null until the secret was first written.</summary>
    public byte[]? Box { get; set; }

    /// <summary>False when this server's ring has no key for the box. It is then kept as it is, for those who have one.</summary>
    public bool IsOpen => Opened.Value.Length > 0;

    public static implicit operator StoredSecret(Secret secret) => new(secret);
}
