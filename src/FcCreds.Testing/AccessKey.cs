namespace FcCreds.Testing;

/// <summary>A key that does not end by itself, as a RAM user has. Prints without its secret.</summary>
public sealed record AccessKey
{
    public required string AccessKeyId { get; init; }

    public required string AccessKeySecret { get; init; }

    public override string ToString() => AccessKeyId;
}
