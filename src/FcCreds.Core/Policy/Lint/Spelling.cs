namespace FcCreds.Core.Policy.Lint;

/// <summary>Finds the name that was probably meant: few letters away, whatever their case.</summary>
internal static class Spelling
{
    public static string? Nearest(string written, IEnumerable<string> known)
    {
        var best = known.Select(name => (Name: name, Distance: Distance(name, written))).MinBy(candidate => candidate.Distance);
        return best.Name is not null && best.Distance <= Math.Max(2, written.Length / 4) ? best.Name : null;
    }

    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var replaced = diagonal + (char.ToUpperInvariant(a[i - 1]) == char.ToUpperInvariant(b[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }
        return row[^1];
    }
}
