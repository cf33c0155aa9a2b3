namespace FcCreds.Core.Policy;

/// <summary>
/// Text with <c>*</c> (any run) and <c>?</c> (one character). Matching allocates nothing and never backtracks further than to
/// the last star, so no policy can make a request slow.
/// </summary>
internal sealed class WildcardPattern
{
    private readonly string text;
    private readonly bool ignoreCase;
    private readonly Shape shape;

    public WildcardPattern(string text, bool ignoreCase = false)
    {
        this.text = text;
        this.ignoreCase = ignoreCase;
        var special = text.AsSpan().IndexOfAny('*', '?');
        shape = special < 0 ? Shape.Exact
            : text == "*" ? Shape.Anything
            : text[special] == '*' && special == text.Length - 1 ? Shape.Prefix
            : Shape.General;
    }

    private enum Shape : byte { Exact, Anything, Prefix, General }

    public bool MatchesAnything => shape == Shape.Anything;

    private StringComparison Comparison => ignoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;

    public bool Matches(ReadOnlySpan<char> subject) => shape switch
    {
        Shape.Anything => true,
        Shape.Exact => subject.Equals(text, Comparison),
        Shape.Prefix => subject.StartsWith(text.AsSpan(0, text.Length - 1), Comparison),
        _ => MatchesGeneral(subject),
    };

    public override string ToString() => text;

    private bool MatchesGeneral(ReadOnlySpan<char> subject)
    {
        int s = 0, p = 0, star = -1, resume = 0;
        while (s < subject.Length)
        {
            if (p < text.Length && text[p] == '*')
            {
                star = p++;
                resume = s;
            }
            else if (p < text.Length && text[p] == '?')
            {
                p++;
                s += CharacterLength(subject, s);
            }
            else if (p < text.Length && Same(text[p], subject[s]))
            {
                p++;
                s++;
            }
            else if (star >= 0)
            {
                p = star + 1;
                resume += CharacterLength(subject, resume);
                s = resume;
            }
            else
            {
                return false;
            }
        }
        while (p < text.Length && text[p] == '*') p++;
        return p == text.Length;
    }

    private bool Same(char a, char b) => a == b || (ignoreCase && char.ToUpperInvariant(a) == char.ToUpperInvariant(b));

    /// <summary>An emoji is one character to the person who writes <c>?</c>, though it is two in UTF-16.</summary>
    private static int CharacterLength(ReadOnlySpan<char> subject, int at)
        => char.IsHighSurrogate(subject[at]) && at + 1 < subject.Length && char.IsLowSurrogate(subject[at + 1]) ? 2 : 1;
}
