using System.Globalization;
using FcCreds.Core.Time;
using FcCreds.Drills.Results;

namespace FcCreds.Drills.Judging;

/// <summary>The drill in one sentence.</summary>
internal static class Verdict
{
    public static string Of(bool passed, IReadOnlyList<ExpectationResult> expectations, FailureResult? failure, LoadResult load)
    {
        if (passed) return $"Passed: {load.Succeeded} of {load.Requests} requests were answered well{(load.RecoverySeconds is { } seconds ? string.Create(CultureInfo.InvariantCulture, $", and the others were over after {seconds:0.##} s") : "")}.";
        var missed = string.Join(", ", expectations.Where(one => !one.Held).Select(one => $"{one.Name} was {one.Got} instead of {one.Wanted}"));
        return failure is null ? $"Failed: {missed}." : $"Failed: {missed}. {(failure.Status < 400 ? "The oldest" : "First")} {Culprit(failure)}.";
    }

    private static string Culprit(FailureResult failure)
    {
        var who = failure.FunctionName is { } function ? $"function {function}{(failure.InvocationId is { } id ? $" in invocation {id}" : "")}" : failure.UserAgent ?? failure.Principal;
        var age = failure.CredentialAgeSeconds is { } seconds ? $" with credentials {LengthText.OfSeconds(seconds)} old{(failure.PastEndSeconds is > 0 and var past ? $", over for {LengthText.OfSeconds(past)}" : "")}" : "";
        return string.Create(CultureInfo.InvariantCulture, $"was {who} at {failure.At:0.0} s: {failure.Operation} {failure.Resource}{age}, {(failure.Status < 400 ? "an earlier invocation's" : $"refused with {failure.Status} {failure.Code}")}");
    }
}
