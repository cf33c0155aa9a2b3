namespace FcCreds.Oss.Select;

internal enum SqlTokenKind { Word, QuotedName, Text, Number, Symbol, End }

/// <summary>A piece of a statement; of a text or quoted name, what is between the quotes.</summary>
internal readonly record struct SqlToken(SqlTokenKind Kind, string Text, int Position)
{
    private static readonly string[] Symbols = ["<=", ">=", "!=", "<>", "||", "(", ")", "[", "]", ",", ".", "*", "+", "-", "/", "%", "=", "<", ">", ";"];

    public static List<SqlToken> Split(string sql)
    {
        var tokens = new List<SqlToken>();
        for (var at = 0; ;)
        {
            while (at < sql.Length && char.IsWhiteSpace(sql[at])) at++;
            var token = Next(sql, ref at);
            tokens.Add(token);
            if (token.Kind == SqlTokenKind.End) return tokens;
        }
    }

    private static SqlToken Next(string sql, ref int at)
    {
        var start = at;
        if (at == sql.Length) return new(SqlTokenKind.End, "", at);
        var first = sql[at];
        if (first is '\'' or '"') return Quoted(sql, first, ref at);
        if (char.IsAsciiDigit(first)) return Number(sql, ref at);
        if (IsOfName(first))
        {
            while (at < sql.Length && IsOfName(sql[at])) at++;
            return new(SqlTokenKind.Word, sql[start..at], start);
        }
        foreach (var symbol in Symbols)
        {
            if (string.CompareOrdinal(sql, at, symbol, 0, symbol.Length) != 0) continue;
            at += symbol.Length;
            return new(SqlTokenKind.Symbol, symbol, start);
        }
        throw OssErrors.SqlSyntaxError.Saying($"The character {first} at position {at} does not belong there.");
    }

    private static SqlToken Quoted(string sql, char quote, ref int at)
    {
        var start = at++;
        var text = new System.Text.StringBuilder();
        for (; at < sql.Length; at++)
        {
            if (sql[at] == '\0') break;
            if (sql[at] != quote)
            {
                text.Append(sql[at]);
                continue;
            }
            if (++at == sql.Length || sql[at] != quote) return new(quote == '\'' ? SqlTokenKind.Text : SqlTokenKind.QuotedName, text.ToString(), start);
            text.Append(quote);
        }
        // The tests of the official Python and Go SDKs end a statement with a lone quote, and the cloud takes it.
        if (at == sql.Length && string.IsNullOrWhiteSpace(text.ToString())) return new(SqlTokenKind.End, "", start);
        throw OssErrors.SqlSyntaxError.Saying($"The text that begins at position {start} does not end.");
    }

    private static SqlToken Number(string sql, ref int at)
    {
        var start = at;
        while (at < sql.Length && char.IsAsciiDigit(sql[at])) at++;
        if (at + 1 < sql.Length && sql[at] == '.' && char.IsAsciiDigit(sql[at + 1]))
        {
            at++;
            while (at < sql.Length && char.IsAsciiDigit(sql[at])) at++;
        }
        if (at < sql.Length && sql[at] is 'e' or 'E')
        {
            var exponent = at + 1;
            if (exponent < sql.Length && sql[exponent] is '+' or '-') exponent++;
            if (exponent < sql.Length && char.IsAsciiDigit(sql[exponent]))
            {
                for (at = exponent; at < sql.Length && char.IsAsciiDigit(sql[at]);) at++;
            }
        }
        return new(SqlTokenKind.Number, sql[start..at], start);
    }

    private static bool IsOfName(char one) => char.IsLetterOrDigit(one) || one == '_';
}
