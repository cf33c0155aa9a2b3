using System.Text.RegularExpressions;
using FcCreds.Core.Journal;
using FcCreds.Identity.Revocation;

namespace FcCreds.Server.Control;

/// <summary>
/// <c>POST /_fccreds/sessions/{session id or access key id}/expire</c> or <c>/revoke</c>: one session ends, while all others and the
/// clocks stay as they are. Sessions are in no table, so an id of the right form is taken even if nobody holds such a token.
/// <c>POST /_fccreds/roles/{account id}/{role}/revoke</c> ends all of a role's that were issued so far.
/// </summary>
internal sealed partial class SessionEnd(Revocations revocations, IJournal journal)
{
    public const string Sessions = "/_fccreds/sessions/";
    public const string Roles = "/_fccreds/roles/";

    public static bool Means(string method, string rawPath) => method == "POST" && (SessionPath().IsMatch(rawPath) || RolePath().IsMatch(rawPath));

    public async Task ApplyAsync(string rawPath, CancellationToken ct)
    {
        if (RolePath().Match(rawPath) is { Success: true } role)
        {
            await revocations.RevokeRoleAsync(role.Groups["account"].Value, role.Groups["role"].Value, ct);
            Tell("role-sessions-revoked", $"All sessions of the role {role.Groups["role"].Value} that were issued so far were revoked by order.");
            return;
        }
        var path = SessionPath().Match(rawPath);
        var (id, isExpiry) = (path.Groups["id"].Value, path.Groups["end"].Value == "expire");
        await (isExpiry ? revocations.ExpireAsync(id, ct) : revocations.RevokeAsync(id, ct));
        Tell(isExpiry ? "session-expired" : "session-revoked", $"Session {id} was {(isExpiry ? "expired" : "revoked")} by order.");
    }

    private void Tell(string kind, string message) => journal.Append(new JournalNote { Kind = kind, Message = message });

    [GeneratedRegex(@"^/_fccreds/sessions/(?<id>[0-9a-f]{32}|STS\.[A-Za-z0-9]+)/(?<end>expire|revoke)\z")]
    private static partial Regex SessionPath();

    [GeneratedRegex(@"^/_fccreds/roles/(?<account>[0-9]{16})/(?<role>[A-Za-z0-9._-]{1,64})/revoke\z")]
    private static partial Regex RolePath();
}
