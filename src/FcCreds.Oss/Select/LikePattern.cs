using System.Text;

namespace FcCreds.Oss.Select;

/// <summary>
/// A pattern of LIKE: <c>%</c> and <c>*</c> stand for any text, <c>_</c> and <c>?</c> for one character. Matching takes time in proportion to
/// both lengths; SQLite's own takes a power of them.
/// </summary>
internal sealed class LikePattern
{
    private const int MaxWildcards = 5;

    private readonly Rune[] symbols;
    private readonly bool[] isWild;

    private LikePattern(Rune[] symbols, bool[] isWild) => (this.symbols, this.isWild) = (symbols, isWild);

    public static LikePattern Read(string pattern, string escape)
    {
        if (escape.Length > 1) throw OssErrors.SqlOnlyOneEscapeCharIsAllowed.With();
        if (escape is "%" or "*" or "?") throw OssErrors.SqlInvalidEscapeChar.With();
        var (symbols, wild, isEscaped) = (new List<Rune>(), new List<bool>(), false);
        foreach (var rune in pattern.EnumerateRunes())
        {
            if (!isEscaped && escape.Length == 1 && rune.Value == escape[0])
            {
                isEscaped = true;
                continue;
            }
            symbols.Add(rune.Value == '*' && !isEscaped ? new Rune('%') : rune.Value == '?' && !isEscaped ? new Rune('_') : rune);
            wild.Add(!isEscaped && rune.Value is '%' or '*' or '_' or '?' && !isEscaped);
            isEscaped = false;
        }
        if (isEscaped) throw OssErrors.SqlNoCharAfterEscapeChar.With();
        var read = new LikePattern([.. symbols], [.. wild]);
        return Enumerable.Range(0, symbols.Count).Count(read.IsAny) > MaxWildcards ? throw OssErrors.SqlExceedsMaxWildCardCount.With() : read;
    }

    public bool Matches(string text)
    {
        Rune[] runes = [.. text.EnumerateRunes()];
        // The last % seen may take one more character whenever what follows it does not fit.
        var (at, symbol, lastAny, resume) = (0, 0, -1, 0);
        while (at < runes.Length)
        {
            if (symbol < symbols.Length && IsAny(symbol)) (lastAny, resume) = (symbol++, at);
            else if (symbol < symbols.Length && (isWild[symbol] || symbols[symbol] == runes[at])) (symbol, at) = (symbol + 1, at + 1);
            else if (lastAny >= 0) (symbol, at) = (lastAny + 1, ++resume);
            else return false;
        }
        while (symbol < symbols.Length && IsAny(symbol)) symbol++;
        return symbol == symbols.Length;
    }

    private bool IsAny(int symbol) => isWild[symbol] && symbols[symbol].Value == '%';
}
