namespace FcCreds.Testing;

/// <summary>What AssumeRole answered. Prints without its secrets.</summary>
public sealed record TemporaryCredentials
{
    public required string AccessKeyId { get; init; }

    public required string AccessKeySecret { get; init; }

    public required string SecurityToken { get; init; }

    public required DateTimeOffset Expiration { get; init; }

    public override string ToString() => $"{AccessKeyId} until {Expiration:u}";
}
