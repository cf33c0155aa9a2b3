namespace FcCreds.Server;

/// <summary>The ready file, and <c>server.json</c> in the data folder. Only its owner can read it.</summary>
internal sealed record ServerDescription
{
    public required string Url { get; init; }

    public required int Pid { get; init; }

    public required string Account { get; init; }

    public required string Region { get; init; }

    public required string RootAccessKeyId { get; init; }

    public required string RootAccessKeySecret { get; init; }

    /// <summary>Lets its holder give orders: run a folder's code, mint credentials.</summary>
    public string? ControlToken { get; init; }
}
