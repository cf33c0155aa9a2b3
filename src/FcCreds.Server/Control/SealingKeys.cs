using System.Text.RegularExpressions;
using FcCreds.Core.Errors;
using FcCreds.Core.Journal;
using FcCreds.Core.Sessions;

namespace FcCreds.Server.Control;

/// <summary>
/// <c>/_fccreds/sealing-keys</c>: the ring that seals tokens, without its keys. <c>POST …/stage</c>, <c>…/{id}/promote</c> and
/// <c>…/{id}/retire</c> rotate a ring of the data folder; <c>…/reload</c> takes over a file that was changed elsewhere.
/// </summary>
internal sealed partial class SealingKeys(SealingKeyRing ring, IJournal journal)
{
    public const string Path = "/_fccreds/sealing-keys";
    public const string NotHere = "SealingKeysFixed";

    private static readonly ServiceError Fixed = new(NotHere, 409, "The sealing keys are given by FCCREDS_SEALING_KEYS; change them there, the same for every server, and restart.");
    private static readonly ServiceError Refused = new("InvalidParameter", 400, "The sealing key cannot be changed so.");

    public static bool Means(string method, string rawPath) => method == "POST" && OrderPath().IsMatch(rawPath);

    public IReadOnlyList<SealingKeyReport> Report() => [.. ring.Keys.Select(key => new SealingKeyReport(key.KeyId, SealingKeyText.NameOf(key.State)))];

    public Task ApplyAsync(string rawPath, CancellationToken ct)
    {
        if (ring.IsFixed) throw Fixed.With();
        var path = OrderPath().Match(rawPath);
        var (id, verb) = (path.Groups["id"].Value, path.Groups["verb"].Value);
        try
        {
            switch (verb)
            {
                case "stage": id = ring.Stage(); break;
                case "promote": ring.Promote(id); break;
                case "retire": ring.Retire(id); break;
                default: ring.Reload(); break;
            }
        }
        catch (Exception refused) when (refused is InvalidOperationException or FormatException)
        {
            throw Refused.Saying(refused.Message);
        }
        journal.Append(new JournalNote { Kind = $"sealing-key-{verb}", Message = verb == "reload" ? "The sealing keys were read again by order." : $"Sealing key {id}: {verb} by order." });
        return Task.CompletedTask;
    }

    [GeneratedRegex(@"^/_fccreds/sealing-keys/((?<verb>stage|reload)|(?<id>[A-Za-z0-9]{4})/(?<verb>promote|retire))\z")]
    private static partial Regex OrderPath();
}

/// <summary>A key of the ring, without the key.</summary>
internal sealed record SealingKeyReport(string KeyId, string State);
