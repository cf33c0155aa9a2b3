using System.Globalization;

namespace FcCreds.Oss.Select;

/// <summary>Reads values, the parts of conditions, and says them in SQLite's words. Nothing of the statement's own text gets there.</summary>
internal sealed class SqlOperandReader(SqlTokens tokens)
{
    private static readonly string[] Aggregates = ["avg", "sum", "max", "min", "count"];

    private static readonly Dictionary<string, (string Function, OperandKind Kind)> Casts = new(StringComparer.OrdinalIgnoreCase)
    {
        ["int"] = ("fc_integer", OperandKind.Number),
        ["integer"] = ("fc_integer", OperandKind.Number),
        ["double"] = ("fc_number", OperandKind.Number),
        ["float"] = ("fc_number", OperandKind.Number),
        ["decimal"] = ("fc_number", OperandKind.Number),
        ["string"] = ("fc_text", OperandKind.Text),
        ["varchar"] = ("fc_text", OperandKind.Text),
        ["bool"] = ("fc_truth", OperandKind.Truth),
        ["boolean"] = ("fc_truth", OperandKind.Truth),
        ["timestamp"] = ("fc_time", OperandKind.Time),
    };

    private readonly Dictionary<ColumnReference, int> numbers = [];

    /// <summary>The columns that the expressions read, in the order of their SQL parameters.</summary>
    public List<ColumnReference> Columns { get; } = [];

    /// <summary>Reads a condition in parentheses; who reads conditions sets it.</summary>
    public required Func<SqlOperand> Nested { get; init; }

    public SqlOperand Read() => Sum();

    /// <summary><c>cast(column as type)</c>, <c>cast(column as timestamp format '…')</c>.</summary>
    public SqlOperand Cast()
    {
        tokens.Word("cast");
        tokens.Symbol("(");
        var column = tokens.Next.Kind is SqlTokenKind.Word or SqlTokenKind.QuotedName && !tokens.IsCall("cast") && !IsLiteralWord() ? tokens.Column() : null;
        var value = column is null ? Read() : Of(column);
        tokens.Word("as");
        var type = tokens.Name();
        if (!Casts.TryGetValue(type, out var cast)) throw OssErrors.SqlSyntaxError.Saying($"{type} is no type.");
        if (column is not null && (column.CastTo ??= cast.Function) != cast.Function) throw OssErrors.SqlOneColumnCastToDifferentTypes.With(("Column", column.Text));
        var format = "";
        if (cast.Kind == OperandKind.Time && tokens.TryWord("format"))
        {
            if (tokens.Next.Kind != SqlTokenKind.Text) throw tokens.Unexpected("a format is expected");
            format = $", {SqlOperand.Quote(TimestampFormats.Checked(tokens.Take().Text))}";
        }
        tokens.Symbol(")");
        return new($"{cast.Function}({value.Sql}{format})", cast.Kind, value.IsConstant);
    }

    public SqlOperand Of(ColumnReference column)
    {
        if (!numbers.TryGetValue(column, out var number))
        {
            Columns.Add(column);
            numbers.Add(column, number = Columns.Count);
        }
        return new(string.Create(CultureInfo.InvariantCulture, $"?{number}"), OperandKind.Column);
    }

    private SqlOperand Sum()
    {
        var left = Product();
        while (tokens.IsSymbol("+") || tokens.IsSymbol("-") || tokens.IsSymbol("||"))
        {
            var sign = tokens.Take().Text;
            left = sign == "||" ? Joined(left, Product()) : Computed(left, sign, Product());
        }
        return left;
    }

    private SqlOperand Product()
    {
        var left = Single();
        while (tokens.IsSymbol("*") || tokens.IsSymbol("/") || tokens.IsSymbol("%")) left = Computed(left, tokens.Take().Text, Single());
        return left;
    }

    private static SqlOperand Joined(SqlOperand left, SqlOperand right)
        => left.IsConstant && right.IsConstant ? throw OssErrors.SqlInvalidConcatOperand.With() : new($"({left.Sql} || {right.Sql})", OperandKind.Text);

    private static SqlOperand Computed(SqlOperand left, string sign, SqlOperand right)
    {
        (left, right) = (left.As(OperandKind.Number), right.As(OperandKind.Number));
        return left.Kind == OperandKind.Number && right.Kind == OperandKind.Number
            ? new($"({left.Sql} {sign} {right.Sql})", OperandKind.Number, left.IsConstant && right.IsConstant)
            : throw OssErrors.InvalidArithmeticOperand.With();
    }

    private SqlOperand Single()
    {
        var token = tokens.Next;
        if (tokens.TrySymbol("-"))
        {
            var value = Literal().As(OperandKind.Number);
            return value.Kind == OperandKind.Number ? value with { Sql = $"(-{value.Sql})" } : throw OssErrors.InvalidArithmeticOperand.With();
        }
        if (!tokens.TrySymbol("(")) return token.Kind is SqlTokenKind.Number or SqlTokenKind.Text ? Literal() : Named();
        var inner = Nested();
        tokens.Symbol(")");
        return inner with { Sql = $"({inner.Sql})" };
    }

    private SqlOperand Literal()
    {
        var token = tokens.Next;
        if (token.Kind is not (SqlTokenKind.Number or SqlTokenKind.Text)) return Named();
        tokens.Take();
        if (token.Kind == SqlTokenKind.Text) return new(SqlOperand.Quote(token.Text), OperandKind.Text, IsConstant: true);
        return long.TryParse(token.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var whole)
            ? new(whole.ToString(CultureInfo.InvariantCulture), OperandKind.Number, IsConstant: true)
            : new(double.Parse(token.Text, CultureInfo.InvariantCulture).ToString("E16", CultureInfo.InvariantCulture), OperandKind.Number, IsConstant: true);
    }

    private SqlOperand Named()
    {
        if (tokens.TryWord("true")) return new("1", OperandKind.Truth, IsConstant: true);
        if (tokens.TryWord("false")) return new("0", OperandKind.Truth, IsConstant: true);
        if (tokens.TryWord("null")) return new("null", OperandKind.Null, IsConstant: true);
        if (tokens.IsCall("cast")) return Cast();
        if (Aggregates.Any(tokens.IsCall)) throw OssErrors.SqlSyntaxError.Saying($"{tokens.Next.Text} can only be selected.");
        return Of(tokens.Column());
    }

    private bool IsLiteralWord() => tokens.IsWord("true") || tokens.IsWord("false") || tokens.IsWord("null");
}
