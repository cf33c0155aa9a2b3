using FcCreds.Core.Journal;
using FcCreds.Core.Sessions;

namespace FcCreds.Fc.Invocation;

/// <summary>What the journal is told of a call's output: its end, without the secrets that the function was given.</summary>
internal sealed class HandlerOutput(IReadOnlyList<PrintedLine> printed, params SessionCredentials?[] given)
{
    /// <summary>Characters; a caller sees 4 KB of its own.</summary>
    private const int MaxKept = 16 * 1024;

    private const string Mask = "***";

    /// <summary>Null when nothing was printed.</summary>
    public HandlerPrinted? Event()
    {
        if (printed.Count == 0) return null;
        var (first, kept) = (printed.Count, 0);
        while (first > 0 && (kept += printed[first - 1].Text.Length) <= MaxKept) first--;
        return new() { Lines = [.. printed.Skip(first).Select(line => line with { Text = Masked(line.Text) })], Omitted = first };
    }

    private string Masked(string text)
    {
        foreach (var credentials in given)
        {
            if (credentials is null) continue;
            text = text.Replace(credentials.AccessKeySecret.Value, Mask, StringComparison.Ordinal).Replace(credentials.SecurityToken.Value, Mask, StringComparison.Ordinal);
        }
        return text;
    }
}
