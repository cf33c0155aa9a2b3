using FcCreds.Core.Errors;

namespace FcCreds.Oss.Select;

/// <summary>A statement, read token by token.</summary>
internal sealed class SqlTokens(string sql)
{
    private const int MaxColumnName = 1024;
    private const int MaxPath = 10;

    private readonly List<SqlToken> tokens = SqlToken.Split(sql);
    private readonly Dictionary<string, ColumnReference> columns = new(StringComparer.Ordinal);
    private int at;

    /// <summary>Every column named so far, each once.</summary>
    public IReadOnlyCollection<ColumnReference> Columns => columns.Values;

    public SqlToken Next => tokens[at];

    public SqlToken Take() => tokens[Next.Kind == SqlTokenKind.End ? at : at++];

    public bool IsWord(string word) => IsWord(at, word);

    public bool IsSymbol(string symbol) => IsSymbol(at, symbol);

    /// <summary>A function's name is followed by its arguments; a column may have the same name.</summary>
    public bool IsCall(string function) => IsWord(at, function) && IsSymbol(at + 1, "(");

    public bool TryWord(string word) => IsWord(word) && Take().Kind == SqlTokenKind.Word;

    public bool TrySymbol(string symbol) => IsSymbol(symbol) && Take().Kind == SqlTokenKind.Symbol;

    public void Word(string word)
    {
        if (!TryWord(word)) throw Unexpected($"{word} is expected");
    }

    public void Symbol(string symbol)
    {
        if (!TrySymbol(symbol)) throw Unexpected($"{symbol} is expected");
    }

    /// <summary>A bare or quoted name.</summary>
    public string Name()
    {
        if (Next.Kind is not (SqlTokenKind.Word or SqlTokenKind.QuotedName) || Next.Text.Length == 0) throw Unexpected("a name is expected");
        if (System.Text.Encoding.UTF8.GetByteCount(Next.Text) > MaxColumnName) throw OssErrors.SqlExceedsMaxColumnNameLength.With();
        return Take().Text;
    }

    /// <summary>A column, by the same object however often it is named.</summary>
    public ColumnReference Column()
    {
        var start = at;
        var steps = new List<PathStep> { new(Name()) };
        Path(steps);
        if (steps.Exists(step => step.IsEvery)) throw OssErrors.WildCardNotAllowed.With();
        var text = string.Concat(tokens[start..at].Select(token => token.Text));
        if (!columns.TryGetValue(text, out var column)) columns.Add(text, column = new(text, steps));
        return column;
    }

    /// <summary>The rest of a path: <c>.name</c>, <c>['name']</c>, <c>[0]</c>, <c>[*]</c>.</summary>
    public void Path(List<PathStep> steps)
    {
        while (true)
        {
            if (TrySymbol(".")) steps.Add(new(Next.Kind == SqlTokenKind.Text ? Take().Text : Name()));
            else if (TrySymbol("[")) steps.Add(Bracketed());
            else return;
            if (steps.Count > MaxPath + 1) throw OssErrors.ExceedsMaxNestedColumnDepth.With();
        }
    }

    public ServiceException Unexpected(string what)
        => OssErrors.SqlSyntaxError.Saying(Next.Kind == SqlTokenKind.End ? $"{what}, but the statement ends." : $"{what} at position {Next.Position}, not {Next.Text}.");

    private PathStep Bracketed()
    {
        if (IsSymbol("-")) throw OssErrors.NegativeRowIndex.With();
        var token = Take();
        Symbol("]");
        return token switch
        {
            { Kind: SqlTokenKind.Text } => new(token.Text),
            { Kind: SqlTokenKind.Number } when int.TryParse(token.Text, System.Globalization.CultureInfo.InvariantCulture, out var index) => new(null, index),
            { Kind: SqlTokenKind.Symbol, Text: "*" } => new(null, 0, IsEvery: true),
            _ => throw Unexpected("an index is expected"),
        };
    }

    private bool IsWord(int place, string word)
        => place < tokens.Count && tokens[place].Kind == SqlTokenKind.Word && tokens[place].Text.Equals(word, StringComparison.OrdinalIgnoreCase);

    private bool IsSymbol(int place, string symbol)
        => place < tokens.Count && tokens[place].Kind == SqlTokenKind.Symbol && tokens[place].Text == symbol;
}
