namespace FcCreds.Server.Control;

/// <summary>What <c>fccreds credentials</c> and <c>exec</c> ask for.</summary>
internal sealed record CredentialOrder
{
    /// <summary>Role name or ARN; null is the default role.</summary>
    public string? Role { get; init; }

    public string? RoleSessionName { get; init; }

    public double? DurationSeconds { get; init; }

    /// <summary>Credentials of the upstream role instead, which work in the real cloud; the others say nothing then.</summary>
    public bool Upstream { get; init; }
}

/// <summary>The credentials, named as STS names them, with what a child process needs to stay on this machine.</summary>
internal sealed record CredentialReply
{
    public required string AccessKeyId { get; init; }

    public required string AccessKeySecret { get; init; }

    public required string SecurityToken { get; init; }

    /// <summary><c>2026-01-31T08:00:00Z</c>.</summary>
    public required string Expiration { get; init; }

    public required string PrincipalArn { get; init; }

    public required string Region { get; init; }

    /// <summary>They work in the real cloud and not here.</summary>
    public bool IsReal { get; init; }

    /// <summary>Variables under which the cloud's names are answered by this server; none for real credentials.</summary>
    public required IReadOnlyDictionary<string, string> Capture { get; init; }

    /// <summary>Variables that would lead past it.</summary>
    public required IReadOnlyList<string> Removed { get; init; }
}

/// <summary>Credentials that a program fetches by itself, again and again: where from, and as whom.</summary>
internal sealed record ConsumerOrder
{
    /// <summary><c>uri</c>, <c>metadata</c> or <c>oidc</c>; <c>cloud-sso</c> or <c>oauth</c> for a profile.</summary>
    public required string Via { get; init; }

    public required CredentialOrder Session { get; init; }

    /// <summary>Metadata only: refuse version 1 from now on.</summary>
    public bool RequiresToken { get; init; }

    /// <summary>OIDC only: whose token; null is the provider that every account has.</summary>
    public string? OidcProvider { get; init; }

    /// <summary>OIDC only: of whom the token speaks; null is a service account named after the session.</summary>
    public string? OidcSubject { get; init; }
}

/// <summary>What a child process needs to fetch them.</summary>
internal sealed record ConsumerReply
{
    public required string RoleArn { get; init; }

    /// <summary>Variables that lead SDKs to the credentials.</summary>
    public required IReadOnlyDictionary<string, string> Variables { get; init; }

    /// <summary>Variables under which the cloud's names are answered by this server.</summary>
    public required IReadOnlyDictionary<string, string> Capture { get; init; }

    /// <summary>Variables that would lead past it.</summary>
    public required IReadOnlyList<string> Removed { get; init; }

    /// <summary>CloudSSO and OAuth only: what the profile of one who has signed in holds.</summary>
    public IReadOnlyDictionary<string, string>? Profile { get; init; }

    /// <summary>OIDC only: what goes into the file that the program reads; asking again gives the next one.</summary>
    public OidcTokenReply? Token { get; init; }

    /// <summary>Why the program will come to nothing.</summary>
    public string? Warning { get; init; }
}

/// <summary>A signed token, and for how many seconds it is good.</summary>
internal sealed record OidcTokenReply(string Token, double Seconds);
