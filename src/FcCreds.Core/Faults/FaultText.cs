namespace FcCreds.Core.Faults;

/// <summary>A fault in a few words: <c>sts:AssumeRole answers 503 for 10 s</c>.</summary>
internal static class FaultText
{
    public static string Of(FaultRule rule)
    {
        List<string> parts = [];
        if (rule.LatencySeconds is { } latency) parts.Add($"is slower by {latency:0.###} s");
        if (rule.Status is { } status) parts.Add(rule.Code is { } code ? $"answers {status} {code}" : $"answers {status}");
        else if (rule.Code is { } named) parts.Add($"answers {named}");
        if (rule.Reset) parts.Add(rule.AfterEffect ? "breaks the connection after it did its work" : "breaks the connection");
        if (rule.TruncateAfter is { } bytes) parts.Add($"breaks off after {bytes} bytes");
        if (rule.Deliver is { } deliver) parts.Add(deliver switch { "token" => "gives credentials without their token", "expired" => "gives credentials that are over", _ => "gives a key with another session's token" });
        var text = $"{rule.Operation} {string.Join(", ", parts)}";
        if (rule.Principal is { } principal) text += $" to {principal}";
        if (rule.Probability < 1) text += $", {rule.Probability:P0} of the requests";
        if (rule.Times is { } times) text += times == 1 ? ", once" : $", {times} times";
        return rule.ForSeconds is { } seconds ? $"{text}, for {seconds:0.###} s" : text;
    }
}
