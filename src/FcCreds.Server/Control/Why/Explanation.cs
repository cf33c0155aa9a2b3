using System.Text.Json;
using FcCreds.Core.Journal;

namespace FcCreds.Server.Control.Why;

/// <summary>Answer of <c>GET /_fccreds/explain?request=ID|last</c>.</summary>
internal sealed record ExplainReport
{
    /// <summary>One of the request asked for, or the refused ones of the invocation asked for.</summary>
    public required IReadOnlyList<Explanation> Requests { get; init; }

    /// <summary>Said when there is nothing to explain.</summary>
    public string? Note { get; init; }
}

/// <summary>Who wanted what, what was read, what decided, and what to add.</summary>
internal sealed record Explanation
{
    public string? RequestId { get; init; }

    public required DateTimeOffset Time { get; init; }

    public required string Service { get; init; }

    public required string Operation { get; init; }

    public required string Resource { get; init; }

    public required int Status { get; init; }

    public string? Code { get; init; }

    public string? Ec { get; init; }

    /// <summary><c>allowed</c>, <c>denied</c>, <c>credentials</c> (nobody could be made out), or <c>failed</c> for reasons that are neither.</summary>
    public required string Outcome { get; init; }

    /// <summary>In plain words.</summary>
    public required string Why { get; init; }

    public required ExplainedCaller Who { get; init; }

    /// <summary>Actions on resources; when it was denied, the one that was.</summary>
    public required IReadOnlyList<AccessDemand> What { get; init; }

    /// <summary>Every statement, ACL and setting read before it was denied, in order.</summary>
    public IReadOnlyList<StatementTrace> Read { get; init; } = [];

    /// <summary>The statement that decided.</summary>
    public string? Decided { get; init; }

    public Remedy? Add { get; init; }

    /// <summary>What to do when no statement helps.</summary>
    public string? Advice { get; init; }
}

/// <summary>The least statement, and where it belongs.</summary>
internal sealed record Remedy(JsonElement Statement, string To)
{
    /// <summary>What the request would have lacked next, for the same place.</summary>
    public IReadOnlyList<JsonElement>? Also { get; init; }

    public static Remedy? Of(string? needed, string? to, IReadOnlyList<string>? also = null)
        => needed is null || to is null ? null : new(Read(needed), to) { Also = also?.Select(Read).ToList() };

    private static JsonElement Read(string statement)
    {
        using var json = JsonDocument.Parse(statement);
        return json.RootElement.Clone();
    }
}

/// <summary>The caller with the age of their credentials.</summary>
internal sealed record ExplainedCaller
{
    public required string Principal { get; init; }

    public string? Kind { get; init; }

    public string? AccessKeyId { get; init; }

    public string? SessionId { get; init; }

    public DateTimeOffset? IssuedAt { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }

    public double? AgeSeconds { get; init; }

    public double? LifetimeSeconds { get; init; }

    public string? IssuedTo { get; init; }

    public string? FunctionName { get; init; }

    public string? InvocationId { get; init; }
}
