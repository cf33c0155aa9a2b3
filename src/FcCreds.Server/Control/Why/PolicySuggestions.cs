using System.Text.Json;
using FcCreds.Core.Errors;
using FcCreds.Core.Journal;
using FcCreds.Core.Policy;

namespace FcCreds.Server.Control.Why;

/// <summary>Answer of <c>GET /_fccreds/policy/suggestion?function=NAME</c> or <c>?role=NAME</c>.</summary>
internal sealed record SuggestionReport
{
    public required JsonElement Policy { get; init; }

    /// <summary>Requests that it was made from.</summary>
    public required int Requests { get; init; }

    /// <summary>Those of them that were refused; the policy would have allowed what they asked.</summary>
    public required int Denied { get; init; }

    public required IReadOnlyList<string> Notes { get; init; }
}

/// <summary>Makes least-privilege policies of what the journal knows.</summary>
internal sealed class PolicySuggestions(IJournal journal)
{
    public const string Path = "/_fccreds/policy/suggestion";

    private static readonly ServiceError NothingAsked = new("NothingAsked", 404, "The journal has no request to make a policy of.");

    public SuggestionReport For(string? function, string? role)
    {
        var calls = journal.Read(new() { FunctionName = function, Limit = int.MaxValue }).OfType<ServiceCalled>()
            .Where(call => call.Demands is not null && (role is null || IsSessionOf(role, call.Principal))).ToList();
        var forbidden = calls.Select(call => call.Refusal).OfType<RefusalTrace>().Where(refusal => refusal.Effect == nameof(PolicyEffect.ExplicitDeny)).ToList();
        var demands = calls.SelectMany(call => call.Demands!.Where(demand => call.Refusal is not { Effect: nameof(PolicyEffect.ExplicitDeny) } refusal || !refusal.Demand!.IsSame(demand)));
        var policy = SuggestedPolicy.Of(demands) ?? throw NothingAsked.Saying($"The journal has no request of {(function is null ? $"role {role}" : $"function {function}")} to make a policy of. Run it first.");
        using var json = JsonDocument.Parse(policy);
        var denied = calls.Count(call => call.Refusal is not null);
        return new() { Policy = json.RootElement.Clone(), Requests = calls.Count, Denied = denied, Notes = [.. Notes(denied - forbidden.Count, forbidden)] };
    }

    private static IEnumerable<string> Notes(int refused, List<RefusalTrace> forbidden)
    {
        if (refused > 0) yield return $"{refused} of the requests were refused. What they asked first is in the policy; run again with it, in case they ask for more.";
        foreach (var denial in forbidden.Select(refusal => $"{refusal.Demand!.Action} on {refusal.Demand.Resource} is left out: {refusal.Decided} denies it.").Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
            yield return denial;
    }

    private static bool IsSessionOf(string role, string principal)
    {
        var name = role[(role.LastIndexOf('/') + 1)..];
        return principal.Split(":assumed-role/") is [_, var session] && session.StartsWith(name + "/", StringComparison.OrdinalIgnoreCase);
    }
}
