namespace FcCreds.Oss.Select;

/// <summary>
/// Reads what stands after WHERE and says it in SQLite's words. What it lets through has neither names nor functions but its own, so
/// that SQLite only ever computes with the values of one record.
/// </summary>
internal sealed class SqlConditionReader
{
    private const int MaxConditions = 20;
    private const int MaxDepth = 10;
    private const int MaxInValues = 1024;

    private static readonly string[] Comparisons = ["=", "!=", "<>", "<", "<=", ">", ">="];

    private readonly SqlTokens tokens;
    private int conditions;
    private int depth;

    public SqlConditionReader(SqlTokens tokens)
    {
        this.tokens = tokens;
        Operands = new(tokens) { Nested = Either };
    }

    public SqlOperandReader Operands { get; }

    public List<LikePattern> Patterns { get; } = [];

    /// <summary>The condition, as an SQL expression.</summary>
    public string Read() => AsTruth(Either()) ?? throw OssErrors.SqlSyntaxError.Saying("WHERE needs a condition.");

    private SqlOperand Either()
    {
        if (++depth > MaxDepth) throw OssErrors.SqlExceedsMaxConditionDepth.With();
        var left = Both();
        while (tokens.TryWord("or"))
        {
            var right = AsTruth(Both()) ?? throw OssErrors.SqlInvalidOrOperand.With();
            left = new($"({AsTruth(left) ?? throw OssErrors.SqlInvalidOrOperand.With()} or {right})", OperandKind.Truth);
        }
        depth--;
        return left;
    }

    private SqlOperand Both()
    {
        var left = Negation();
        while (tokens.TryWord("and"))
        {
            var right = AsTruth(Negation()) ?? throw OssErrors.SqlInvalidAndOperand.With();
            left = new($"({AsTruth(left) ?? throw OssErrors.SqlInvalidAndOperand.With()} and {right})", OperandKind.Truth);
        }
        return left;
    }

    private SqlOperand Negation()
    {
        var negations = 0;
        while (tokens.TryWord("not")) negations++;
        if (negations > MaxDepth) throw OssErrors.SqlExceedsMaxConditionDepth.With();
        var condition = Comparison();
        for (; negations > 0; negations--) condition = new($"(not {AsTruth(condition) ?? throw OssErrors.SqlInvalidNotOperand.With()})", OperandKind.Truth);
        return condition;
    }

    private SqlOperand Comparison()
    {
        var left = Operands.Read();
        if (tokens.Next is { Kind: SqlTokenKind.Symbol, Text: var sign } && Comparisons.Contains(sign))
        {
            tokens.Take();
            return Compared(left, sign, Operands.Read());
        }
        if (tokens.TryWord("is"))
        {
            var not = tokens.TryWord("not") ? "not " : "";
            tokens.Word("null");
            return left.IsConstant ? throw OssErrors.SqlInvalidIsNullOperand.With() : Counted($"({left.Sql} is {not}null)");
        }
        var negated = tokens.TryWord("not");
        if (tokens.TryWord("like")) return Negated(negated, Like(left));
        if (tokens.TryWord("in")) return Negated(negated, In(left));
        if (tokens.TryWord("between")) return Negated(negated, Between(left));
        return negated ? throw tokens.Unexpected("like, in or between is expected") : left;
    }

    private SqlOperand Counted(string sql)
        => ++conditions > MaxConditions ? throw OssErrors.SqlExceedsMaxConditionCount.With() : new(sql, OperandKind.Truth);

    private SqlOperand Compared(SqlOperand left, string sign, SqlOperand right)
    {
        (left, right) = Alike(left, right);
        return Counted($"({left.Sql} {sign} {right.Sql})");
    }

    private SqlOperand Between(SqlOperand value)
    {
        var low = Operands.Read();
        tokens.Word("and");
        var high = Operands.Read();
        conditions--;
        return new($"({Compared(value, ">=", low).Sql} and {Compared(value, "<=", high).Sql})", OperandKind.Truth);
    }

    private SqlOperand In(SqlOperand value)
    {
        tokens.Symbol("(");
        var values = new List<SqlOperand>();
        do
        {
            var one = Operands.Read();
            if (!one.IsConstant) throw OssErrors.SqlSyntaxError.Saying("IN lists constants.");
            if (values.Count > 0 && one.Kind != values[0].Kind) throw OssErrors.SqlValueTypeOfInMustBeSame.With();
            values.Add(one);
            if (values.Count > MaxInValues) throw OssErrors.SqlExceedsMaxInCount.With();
        }
        while (tokens.TrySymbol(","));
        tokens.Symbol(")");
        return Counted($"({Alike(value, values[0]).Left.Sql} in ({string.Join(", ", values.Select(one => one.Sql))}))");
    }

    private SqlOperand Like(SqlOperand value)
    {
        if (value.IsConstant || value.Kind is not (OperandKind.Column or OperandKind.Text) || tokens.Next.Kind != SqlTokenKind.Text)
            throw OssErrors.SqlInvalidLikeOperand.With();
        var pattern = tokens.Take().Text;
        var escape = "";
        if (tokens.TryWord("escape"))
        {
            if (tokens.Next.Kind != SqlTokenKind.Text) throw tokens.Unexpected("the escape character is expected");
            escape = tokens.Take().Text;
        }
        Patterns.Add(LikePattern.Read(pattern, escape));
        return Counted($"fc_like({value.Sql}, {Patterns.Count - 1})");
    }

    private static SqlOperand Negated(bool negated, SqlOperand condition) => negated ? condition with { Sql = $"(not {condition.Sql})" } : condition;

    /// <summary>Both sides in one type: a column becomes what it is compared with.</summary>
    private static (SqlOperand Left, SqlOperand Right) Alike(SqlOperand left, SqlOperand right)
    {
        (left, right) = (left.As(right.Kind), right.As(left.Kind));
        if (left.Kind == OperandKind.Time && right.Kind == OperandKind.Text) right = new($"fc_time({right.Sql})", OperandKind.Time);
        if (right.Kind == OperandKind.Time && left.Kind == OperandKind.Text) left = new($"fc_time({left.Sql})", OperandKind.Time);
        var isFit = left.Kind == right.Kind || left.Kind is OperandKind.Column or OperandKind.Null || right.Kind is OperandKind.Column or OperandKind.Null;
        return isFit ? (left, right) : throw OssErrors.SqlComparerOperandTypeMismatch.With();
    }

    private static string? AsTruth(SqlOperand condition) => condition.As(OperandKind.Truth) is { Kind: OperandKind.Truth } truth ? truth.Sql : null;
}
