using System.Text.RegularExpressions;
using FcCreds.Core.Faults;
using FcCreds.Server.Configuration;
using FcCreds.Server.Configuration.Yaml;

namespace FcCreds.Server.Drills;

/// <summary>Reads <c>fault</c> and its short form <c>throttle</c>.</summary>
internal sealed partial class FaultReader(DrillText text, Problems problems)
{
    /// <summary>The unit of x-acs-retry-after.</summary>
    private static readonly TimeSpan UsualRetryAfter = TimeSpan.FromSeconds(1);

    public FaultRule? Fault(YamlValue value)
    {
        if (Section.Open(value, "a fault", DrillKeys.Fault, problems) is not { } section || Operation(section) is not { } operation) return null;
        var rule = new FaultRule
        {
            Operation = operation,
            Principal = section.Text("principal"),
            Probability = text.Number(section, "probability", 0, 1) ?? 1,
            Times = section.Integer("times", 1, 1_000_000, "requests"),
            ForSeconds = text.Duration(section, "for")?.TotalSeconds,
            LatencySeconds = text.Duration(section, "latency")?.TotalSeconds,
            Status = section.Integer("status", 300, 599, "an HTTP status"),
            Code = section.Text("code"),
            RetryAfterMs = (long?)text.Duration(section, "retry-after")?.TotalMilliseconds,
            Reset = section.Boolean("reset") ?? false,
            TruncateAfter = section.Integer("truncate", 0, int.MaxValue, "bytes"),
            AfterEffect = section.Boolean("after-effect") ?? false,
            Deliver = section.Text("deliver"),
        };
        if (FaultCodes.Problem(rule) is { } problem) problems.Error(section.Start, problem);
        return rule;
    }

    public FaultRule? Throttle(YamlValue value)
    {
        if (Section.Open(value, "'throttle'", DrillKeys.Throttle, problems) is not { } section || Operation(section) is not { } operation) return null;
        return new()
        {
            Operation = operation,
            Principal = section.Text("principal"),
            Probability = text.Number(section, "probability", 0, 1) ?? 1,
            Times = section.Integer("times", 1, 1_000_000, "requests"),
            ForSeconds = text.Duration(section, "for")?.TotalSeconds,
            Status = 400,
            Code = "Throttling.User",
            RetryAfterMs = (long)(text.Duration(section, "retry-after") ?? UsualRetryAfter).TotalMilliseconds,
        };
    }

    private string? Operation(Section section)
    {
        if (section.RequiredText("operation") is not { } operation) return null;
        if (OperationForm().IsMatch(operation)) return operation;
        problems.Error(section.At("operation"), $"'{operation}' is no operation such as sts:AssumeRole, oss:*, uri:GetCredentials or metadata:*; services are {string.Join(", ", FaultRule.Services)}.");
        return null;
    }

    [GeneratedRegex(@"^(oss|sts|ram|ims|fc|uri|metadata):(\*|[A-Za-z0-9]+\*?)\z")]
    private static partial Regex OperationForm();
}
