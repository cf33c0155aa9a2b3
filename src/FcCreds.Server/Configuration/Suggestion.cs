namespace FcCreds.Server.Configuration;

/// <summary>Finds the name that was probably meant.</summary>
internal static class Suggestion
{
    /// <summary><c>; did you mean 'policies'?</c>, or a full stop when nothing is near.</summary>
    public static string For(string written, IEnumerable<string> known)
        => Nearest(written, known) is { } nearest ? $"; did you mean '{nearest}'?" : ".";

    public static string? Nearest(string written, IEnumerable<string> known)
    {
        var best = known
            .Select(name => (Name: name, Distance: Distance(written.ToUpperInvariant(), name.ToUpperInvariant())))
            .OrderBy(candidate => candidate.Distance)
            .FirstOrDefault();
        return best.Name is not null && best.Distance <= Math.Max(1, written.Length / 3) ? best.Name : null;
    }

    /// <summary>Edits (insert, delete, replace, swap of neighbours) between two words.</summary>
    private static int Distance(string a, string b)
    {
        var rows = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++) rows[i, 0] = i;
        for (var j = 0; j <= b.Length; j++) rows[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var replaced = rows[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                rows[i, j] = Math.Min(replaced, Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
            }
        }
        return rows[a.Length, b.Length];
    }
}
