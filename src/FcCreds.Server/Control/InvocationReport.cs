using System.Text.Json.Serialization;
using FcCreds.Core.Journal;

namespace FcCreds.Server.Control;

/// <summary>One invocation with everything a person wants to see of it; also the answer of <c>fccreds invoke --json</c>.</summary>
internal sealed record InvocationReport
{
    public required string RequestId { get; init; }

    /// <summary>Of the invoke API: 200 also when the function failed.</summary>
    public required int StatusCode { get; init; }

    /// <summary>X-Fc-Error-Type; null when the handler returned.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? FunctionError { get; init; }

    /// <summary>Why the function was not run at all; the result is this as JSON then.</summary>
    public OrderRefusal? Refusal { get; init; }

    /// <summary>The result as text; bytes that are no UTF-8 become U+FFFD here.</summary>
    public required string Result { get; init; }

    /// <summary>The result as it came.</summary>
    public required string ResultBase64 { get; init; }

    public required string Logs { get; init; }

    public required double DurationMs { get; init; }

    /// <summary>What the handler asked of the emulated services, in order.</summary>
    public required IReadOnlyList<CallReport> Calls { get; init; }

    /// <summary>What ran: name, handler, runtime, role.</summary>
    public required FunctionReport Function { get; init; }

    public required bool ColdStart { get; init; }

    /// <summary>What the handler does wrong with its credentials.</summary>
    public IReadOnlyList<MistakeReport> Mistakes { get; init; } = [];

    /// <summary>Anything else that happened meanwhile: warnings, refused traffic.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}

/// <summary>One of the mistakes of docs/handler-mistakes.md.</summary>
internal sealed record MistakeReport(string Rule, string Message, string Advice)
{
    public static MistakeReport Of(HandlerMistake mistake) => new(mistake.Rule, mistake.Message, mistake.Advice);
}

/// <summary>One request to a service, and how it was decided.</summary>
internal sealed record CallReport
{
    public required string Service { get; init; }

    public required string Operation { get; init; }

    public required string Resource { get; init; }

    public required string Principal { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? SessionId { get; init; }

    /// <summary><c>Allow</c> or <c>Deny</c>; null when the request was refused before anybody decided.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? Decision { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? Statement { get; init; }

    public required int Status { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? Code { get; init; }

    public string? Ec { get; init; }

    public string? RequestId { get; init; }

    /// <summary>Payload bytes.</summary>
    public long? Size { get; init; }

    public required double DurationMs { get; init; }

    /// <summary>For a denial: each statement read, with the reason why it did not allow.</summary>
    public IReadOnlyList<string> Read { get; init; } = [];

    /// <summary>For a denial: the statement to add.</summary>
    public string? Needed { get; init; }
}

/// <summary>The function as it ran.</summary>
internal sealed record FunctionReport
{
    public required string Name { get; init; }

    public required string Handler { get; init; }

    public required string Runtime { get; init; }

    /// <summary>Path and version of what interpreted it.</summary>
    public string? Interpreter { get; init; }

    /// <summary>ARN; null for a function without a role.</summary>
    public string? Role { get; init; }
}
