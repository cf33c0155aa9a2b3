using FcCreds.Cli.Usage;

namespace FcCreds.Cli.Profiles;

/// <summary><c>~/.alibabacloud/credentials</c>: a section per profile, as the credentials SDKs read it. Other sections stay to the letter.</summary>
internal static class CredentialsIni
{
    private const string Mark = "# written by fccreds";

    /// <inheritdoc cref="ConfigJson.With"/>
    public static string With(string text, ProfileMembers profile, bool force)
    {
        var lines = text.Length == 0 ? [] : text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n').ToList();
        var section = new List<string> { $"[{profile.Name}]", Mark };
        section.AddRange(profile.Values.Select(value => $"{value.Key} = {value.Value}"));

        var start = lines.FindIndex(line => line.Trim() == section[0]);
        if (start < 0)
        {
            if (lines.Count > 0) lines.Add("");
            lines.AddRange(section);
            return string.Join('\n', lines) + "\n";
        }

        var end = lines.FindIndex(start + 1, line => line.TrimStart().StartsWith('['));
        if (end < 0) end = lines.Count;
        // What stands between two sections belongs to the second.
        while (end > start + 1 && (lines[end - 1].Trim().Length == 0 || (end < lines.Count && IsComment(lines[end - 1]) && lines[end - 1].Trim() != Mark))) end--;
        if (!force && !lines[start..end].Exists(line => line.Trim() == Mark))
            throw CliFailure.Failed($"The profile '{profile.Name}' is there already, and fccreds has not written it.", "Choose another --profile, or replace it with --force.");
        lines.RemoveRange(start, end - start);
        lines.InsertRange(start, section);
        return string.Join('\n', lines) + "\n";
    }

    private static bool IsComment(string line) => line.TrimStart() is ['#' or ';', ..];
}
