namespace FcCreds.Drills.Scenarios;

/// <summary>One drill as it is written: what runs, what happens to its credentials meanwhile, and what is expected of it.</summary>
internal sealed record Scenario
{
    public required string Name { get; init; }

    /// <summary>What happens.</summary>
    public string? Description { get; init; }

    /// <summary>What a correct client makes of it.</summary>
    public string? Correct { get; init; }

    /// <summary>Real bugs that it catches, such as <c>ali-oss #1080</c>.</summary>
    public IReadOnlyList<string> Catches { get; init; } = [];

    /// <summary>Sets it belongs to; every ready drill is in <c>all</c>.</summary>
    public IReadOnlyList<string> Suites { get; init; } = [];

    public required DrillClock Clock { get; init; }

    public required DrillTarget Target { get; init; }

    /// <summary>Other targets with which it passes.</summary>
    public IReadOnlyList<DrillTarget> PassesWith { get; init; } = [];

    /// <summary>Targets with which it fails, as it shall.</summary>
    public IReadOnlyList<DrillTarget> FailsWith { get; init; } = [];

    public required DrillCredentials Credentials { get; init; }

    public required DrillLoad Load { get; init; }

    /// <summary>In the order of their time.</summary>
    public required IReadOnlyList<Moment> Timeline { get; init; }

    public required Expectations Expect { get; init; }

    /// <summary>Accounts, buckets and functions that it needs; relative paths count from the drill's own folder. Null: the project's.</summary>
    public string? Configuration { get; init; }

    /// <summary>Folder of the file it was read from: where its commands run.</summary>
    public required string Folder { get; init; }

    /// <summary>The file as messages call it.</summary>
    public required string File { get; init; }
}

/// <summary>Which of the server's clocks the timeline moves (docs/drills.md).</summary>
internal enum DrillClock
{
    /// <summary>None: real time, short lifetimes, sessions ended by order.</summary>
    None,

    /// <summary>Expiry alone; clients' own clocks stay.</summary>
    Life,

    /// <summary>Freshness of requests alone: skew.</summary>
    Wire,

    /// <summary>Both, and with them the commands the drill starts, under libfaketime.</summary>
    Both,
}

/// <summary>What is under load; one of the three.</summary>
internal sealed record DrillTarget
{
    /// <summary>A service that runs already.</summary>
    public string? Http { get; init; }

    /// <summary>A function of the configuration.</summary>
    public string? Function { get; init; }

    /// <summary>A program that the drill starts; its first line on standard output is the URL at which it takes requests.</summary>
    public IReadOnlyList<string>? Command { get; init; }

    public string Method { get; init; } = "POST";

    /// <summary>Body of each request, or the function's event.</summary>
    public string Body { get; init; } = "";

    /// <summary>Variables of the command's own.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    public override string ToString() => Function is { } function ? $"function {function}" : Http is { } url ? $"{Method} {url}" : string.Join(' ', Command ?? []);
}

/// <summary>How the target gets its credentials.</summary>
internal sealed record DrillCredentials
{
    public string? Role { get; init; }

    /// <summary>RAM user whose long-term key it has: with <c>env</c> to use it, with <c>sts</c> to assume the role.</summary>
    public string? User { get; init; }

    public required CredentialsVia Via { get; init; }

    /// <summary>Life of a session; null is the way's usual one.</summary>
    public TimeSpan? Duration { get; init; }
}

internal enum CredentialsVia
{
    /// <summary>The function's own: <c>context.credentials</c>, headers or its instance's variables.</summary>
    Context,

    /// <summary>Variables, once.</summary>
    Env,

    /// <summary>A credentials URI.</summary>
    Uri,

    /// <summary>ECS's metadata service.</summary>
    Metadata,

    /// <summary>A user's long-term key and <c>ALIBABA_CLOUD_ROLE_ARN</c>: the client calls AssumeRole itself.</summary>
    Sts,

    /// <summary>A token in a file, for AssumeRoleWithOIDC.</summary>
    Oidc,
}

/// <summary>Requests at a steady pace, however slow the answers are; those over the concurrency wait their turn.</summary>
/// <param name="PerSecond">Requests started in a second.</param>
/// <param name="Concurrency">Requests under way at once, at most.</param>
/// <param name="Duration">From the first to the last.</param>
internal sealed record DrillLoad(double PerSecond, int Concurrency, TimeSpan Duration);
