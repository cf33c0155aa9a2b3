using FcCreds.Core.Errors;
using FcCreds.Core.Http;
using FcCreds.Core.Journal;
using FcCreds.Server.Control.Why;

namespace FcCreds.Server.Replicas;

/// <summary>What this server and the other replicas know together; a server with a store of its own is alone.</summary>
internal sealed class Gathered(IJournal journal, ReplicaClient? others)
{
    /// <summary>Events of all journals by their times; each keeps the position that it has in its own.</summary>
    public async Task<IReadOnlyList<JournalEvent>> JournalAsync(JournalQuery query, WireRequest wire, CancellationToken ct)
    {
        var here = journal.Read(query);
        if (others is null || wire.QueryValue("replicas") != "all") return here;
        var rest = string.Join('&', wire.Query.Where(one => one.Name != "replicas").Select(one => $"{Uri.EscapeDataString(one.Name)}={Uri.EscapeDataString(one.Value ?? "")}"));
        return [.. here.Concat(await others.JournalsAsync(rest, ct)).OrderBy(happened => happened.Time)];
    }

    /// <summary>All that all journals have in memory.</summary>
    public async Task<IEnumerable<JournalEvent>> EverythingAsync(CancellationToken ct)
    {
        var here = journal.Read(new() { Limit = int.MaxValue });
        return others is null ? here : here.Concat(await others.JournalsAsync(FormattableString.Invariant($"limit={int.MaxValue}"), ct));
    }

    /// <summary>From whichever replica served the request; of the newest refusals of all, the newest.</summary>
    public async Task<ExplainReport> ExplainAsync(string request, bool everywhere, CancellationToken ct)
    {
        var explainer = new Explainer(journal);
        if (others is null || !everywhere) return explainer.Explain(request);
        ExplainReport? here = null;
        ServiceException? unknown = null;
        try
        {
            here = explainer.Explain(request);
            if (request != Explainer.Last) return here;
        }
        catch (ServiceException notHere)
        {
            unknown = notHere;
        }
        var all = (await others.ExplanationsAsync(request, ct)).Concat(here is null ? [] : [here]);
        return all.OrderBy(Weight).ThenByDescending(report => report.Requests is [var first, ..] ? first.Time : default).FirstOrDefault() ?? throw unknown!;
    }

    /// <summary>A refusal is asked after before an error, and an error before what went well.</summary>
    private static int Weight(ExplainReport report) => report.Requests is [var first, ..]
        ? first.Outcome switch { "credentials" or "denied" => 0, "failed" => 1, _ => 2 }
        : 3;
}
