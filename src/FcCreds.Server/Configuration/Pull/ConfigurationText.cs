using FcCreds.Identity.Ram;
using FcCreds.Server.Configuration.Yaml;

namespace FcCreds.Server.Configuration.Pull;

/// <summary>
/// The text of <c>fccreds.yaml</c> with items of an account's lists put in or replaced. Everything else stays as it was written, comments
/// and all, which no writer of YAML could promise. Lists in one line (<c>[a, b]</c>) are left to their author.
/// </summary>
internal sealed class ConfigurationText(string shown, string text, string accountId)
{
    private readonly string newLine = text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
    private readonly List<TextChange> changes = [];
    private List<string> lines = [.. text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n')];

    /// <summary>What became of each item, in the order in which it was put in; nothing for one that said the same before.</summary>
    public IReadOnlyList<TextChange> Changes => changes;

    public override string ToString() => string.Join(newLine, lines).TrimEnd() + newLine;

    /// <summary>Puts an item into a list of the account: in the place of the one of its name, else at the end.</summary>
    public void Put(string list, PulledEntry entry, Problems problems)
    {
        var root = YamlSource.Read(shown, string.Join('\n', lines), problems);
        if (problems.HasErrors || Account(root, problems) is not { } found) return;
        var (account, indentation) = found;
        var written = account?.Entries.FirstOrDefault(one => one.Key.Value == list);
        switch (written?.Value)
        {
            case null:
                Insert(account is null ? lines.Count : End(account.At.Line, indentation), [$"{Spaces(indentation)}{list}:", .. Indented(entry, indentation + 2)]);
                break;
            case YamlText { IsNull: true }:
                Insert(written.Key.At.Line, Indented(entry, indentation + 2));
                break;
            case YamlList { Items: [] } empty when lines[written.Key.At.Line - 1].TrimEnd().EndsWith("[]", StringComparison.Ordinal) && empty.At.Line == written.Key.At.Line:
                lines[written.Key.At.Line - 1] = $"{Spaces(indentation)}{list}:";
                Insert(written.Key.At.Line, Indented(entry, indentation + 2));
                break;
            case YamlList { Items: not [] } items when Dash(items.Items[0]) is { } dash:
                PutInto(items, dash, entry, problems);
                break;
            default:
                problems.Error(written.Value.At, $"'{list}' is not written item by item (each in a line that begins with '- '); an item cannot be put into it.");
                break;
        }
    }

    private void PutInto(YamlList items, int dash, PulledEntry entry, Problems problems)
    {
        var known = items.Items.FirstOrDefault(item => item is YamlMap map && map.Entries.Any(one => one is { Key.Value: "name", Value: YamlText name } && RamNames.Comparer.Equals(name.Value, entry.Name)));
        if (known is null)
        {
            Insert(End(items.Items[^1].At.Line, dash + 1), Indented(entry, dash));
            return;
        }
        if (Dash(known) is null)
        {
            problems.Error(known.At, $"'{entry.Name}' is not written in lines of its own; it cannot be replaced.");
            return;
        }
        var (first, end) = (known.At.Line - 1, End(known.At.Line, dash + 1));
        List<string> before = lines[first..end];
        var after = Indented(entry, dash);
        if (PulledRole.WithoutMark(string.Join('\n', before)) == PulledRole.WithoutMark(string.Join('\n', after))) return;
        lines = [.. lines[..first], .. after, .. lines[end..]];
        changes.Add(new(first + 1, before, after));
    }

    private void Insert(int at, List<string> added)
    {
        // The last line of a file that says nothing yet.
        if (lines is [""]) (lines, at) = ([], 0);
        lines.InsertRange(at, added);
        changes.Add(new(at + 1, [], added));
    }

    /// <summary>The account's own mapping and how far its keys are indented; no mapping for a file that says nothing yet.</summary>
    private (YamlMap? Account, int Indentation)? Account(YamlValue? root, Problems problems)
    {
        if (root is null) return (null, 0);
        if (root is not YamlMap map) return null;
        if (map.Entries.FirstOrDefault(entry => entry.Key.Value == "accounts") is not { Value: YamlList accounts }) return (map, map.At.Column - 1);
        var own = accounts.Items.OfType<YamlMap>().FirstOrDefault(one => one.Entries.Any(entry => entry is { Key.Value: "account", Value: YamlText id } && id.Value == accountId));
        if (own is not null) return (own, own.At.Column - 1);
        problems.Error(accounts.At, $"No entry of 'accounts' is the account {accountId}, whose role this is.");
        return null;
    }

    /// <summary>How far the dash of an item is indented; null when the item does not begin its line.</summary>
    private int? Dash(YamlValue item)
    {
        var before = lines[item.At.Line - 1][..(item.At.Column - 1)];
        return before.Trim() == "-" ? before.IndexOf('-', StringComparison.Ordinal) : null;
    }

    /// <summary>The line behind a block whose lines are indented at least so far; blank lines and remarks at its end are not in it.</summary>
    private int End(int firstLine, int indentation)
    {
        var end = firstLine;
        for (var at = firstLine; at < lines.Count; at++)
        {
            var line = lines[at].AsSpan().TrimStart();
            if (line.IsEmpty) continue;
            if (lines[at].Length - line.Length < indentation)
            {
                if (line[0] != '#') break;
                continue;
            }
            end = at + 1;
        }
        return end;
    }

    private static List<string> Indented(PulledEntry entry, int by) => [.. entry.Text.Split('\n').Select(line => Spaces(by) + line)];

    private static string Spaces(int count) => new(' ', count);
}

/// <summary>Lines that took others' place; <see cref="Line"/> counts from 1.</summary>
internal sealed record TextChange(int Line, IReadOnlyList<string> Removed, IReadOnlyList<string> Added);
