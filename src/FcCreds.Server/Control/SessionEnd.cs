using System.Text.RegularExpressions;
using FcCreds.Core.Callers;
using FcCreds.Core.Journal;

namespace FcCreds.Server.Control;

/// <summary>
/// <c>POST /_fccreds/sessions/{session id or access key id}/expire</c> or <c>/revoke</c>: one session ends, while all others and the
/// clocks stay as they are. Sessions are in no table, so an id of the right form is taken even if nobody holds such a token.
/// </summary>
internal sealed partial class SessionEnd(EndedSessions ended, IJournal journal)
{
    public static bool Names(string rawPath) => Path().IsMatch(rawPath);

    public Task ApplyAsync(string rawPath, CancellationToken ct)
    {
        var path = Path().Match(rawPath);
        var (id, isExpiry) = (path.Groups["id"].Value, path.Groups["end"].Value == "expire");
        if (isExpiry) ended.Expire(id);
        else ended.Revoke(id);
        journal.Append(new JournalNote
        {
            Kind = isExpiry ? "session-expired" : "session-revoked",
            Message = $"Session {id} was {(isExpiry ? "expired" : "revoked")} by order.",
        });
        return Task.CompletedTask;
    }

    [GeneratedRegex(@"^/_fccreds/sessions/(?<id>[0-9a-f]{32}|STS\.[A-Za-z0-9]+)/(?<end>expire|revoke)\z")]
    private static partial Regex Path();
}
