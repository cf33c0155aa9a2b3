using System.Globalization;

namespace FcCreds.Oss.Select;

/// <summary>
/// "SELECT items FROM ossobject[path] [alias] [WHERE condition] [LIMIT n]", the only statement there is. Its expressions are SQL for
/// SQLite, whose parameters are the columns.
/// </summary>
internal sealed record SelectStatement
{
    private const int MaxAggregates = 100;

    /// <summary>Empty for <c>*</c>.</summary>
    public required IReadOnlyList<SelectItem> Items { get; init; }

    /// <summary>From the root of each JSON value to its records.</summary>
    public required IReadOnlyList<PathStep> Root { get; init; }

    /// <summary>Null for every record.</summary>
    public required string? Condition { get; init; }

    /// <summary>What is computed of each record.</summary>
    public required IReadOnlyList<string> Values { get; init; }

    /// <summary>The columns that condition and values read, in the order of their SQL parameters.</summary>
    public required IReadOnlyList<ColumnReference> Parameters { get; init; }

    /// <summary>All columns named.</summary>
    public required IReadOnlyCollection<ColumnReference> Columns { get; init; }

    public required IReadOnlyList<LikePattern> Patterns { get; init; }

    public required long? Limit { get; init; }

    public bool IsAggregate => Items.Count > 0 && Items[0].Aggregate is not null;

    public static SelectStatement Parse(string sql)
    {
        var tokens = new SqlTokens(sql);
        var condition = new SqlConditionReader(tokens);
        var values = new List<string>();
        tokens.Word("select");
        var items = Selected(tokens, condition.Operands, values);
        tokens.Word("from");
        tokens.Word("ossobject");
        var root = new List<PathStep>();
        tokens.Path(root);
        var alias = tokens.TryWord("as") || !(tokens.IsWord("where") || tokens.IsWord("limit") || tokens.Next.Kind is SqlTokenKind.Symbol or SqlTokenKind.End) ? tokens.Name() : null;
        var where = tokens.TryWord("where") ? condition.Read() : null;
        var limit = tokens.TryWord("limit") ? Number(tokens) : (long?)null;
        tokens.TrySymbol(";");
        if (tokens.Next.Kind != SqlTokenKind.End) throw tokens.Unexpected("the statement should end");
        foreach (var column in tokens.Columns) Unqualify(column, alias);
        return new()
        {
            Items = items,
            Root = root,
            Condition = where,
            Values = values,
            Parameters = condition.Operands.Columns,
            Columns = tokens.Columns,
            Patterns = condition.Patterns,
            Limit = limit,
        };
    }

    private static List<SelectItem> Selected(SqlTokens tokens, SqlOperandReader operands, List<string> values)
    {
        if (tokens.TrySymbol("*")) return tokens.IsSymbol(",") ? throw OssErrors.SqlInvalidMixOfStarAndColumn.With() : [];
        var items = new List<SelectItem>();
        do
        {
            if (tokens.IsSymbol("*")) throw OssErrors.SqlInvalidMixOfStarAndColumn.With();
            var item = Item(tokens, operands, values);
            // The SDKs' tests give one column two aliases; the cloud takes the last.
            while (tokens.TryWord("as")) item = item with { Alias = tokens.Name() };
            items.Add(item);
        }
        while (tokens.TrySymbol(","));
        var aggregates = items.Count(item => item.Aggregate is not null);
        if (aggregates > MaxAggregates) throw OssErrors.SqlExceedsMaxAggregationCount.With();
        return aggregates == 0 || aggregates == items.Count ? items : throw OssErrors.SqlInvalidMixOfAggregationAndColumn.With();
    }

    private static SelectItem Item(SqlTokens tokens, SqlOperandReader operands, List<string> values)
    {
        if (tokens.IsCall("cast"))
        {
            values.Add(operands.Cast().Sql);
            return new(null, values.Count - 1, null, null);
        }
        var kind = Kind(tokens);
        if (kind is null) return new(tokens.Column(), -1, null, null);
        tokens.Take();
        tokens.Symbol("(");
        var isEvery = kind == AggregateKind.Count;
        if (isEvery) tokens.Symbol("*");
        else values.Add(Aggregated(kind.Value, tokens.IsCall("cast") ? operands.Cast() : operands.Of(tokens.Column())));
        tokens.Symbol(")");
        return new(null, isEvery ? -1 : values.Count - 1, kind, null);
    }

    private static AggregateKind? Kind(SqlTokens tokens)
        => tokens.IsCall("avg") ? AggregateKind.Average
        : tokens.IsCall("sum") ? AggregateKind.Sum
        : tokens.IsCall("max") ? AggregateKind.Most
        : tokens.IsCall("min") ? AggregateKind.Least
        : tokens.IsCall("count") ? AggregateKind.Count
        : null;

    private static string Aggregated(AggregateKind kind, SqlOperand value)
    {
        var isOrder = kind is AggregateKind.Most or AggregateKind.Least;
        if (value.Kind == OperandKind.Time) return isOrder ? value.Sql : throw OssErrors.SqlInvalidAggregationOnTimestamp.With();
        var number = value.As(OperandKind.Number);
        return number.Kind == OperandKind.Number ? number.Sql : throw OssErrors.SqlAggregationOnNonNumericType.With();
    }

    private static long Number(SqlTokens tokens)
        => long.TryParse(tokens.Take().Text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit >= 1 ? limit : throw OssErrors.SqlInvalidLimitValue.With();

    /// <summary>Takes off the table's name, which is known only after the columns: <c>s.age</c> of <c>ossobject s</c>, and <c>s</c> itself.</summary>
    private static void Unqualify(ColumnReference column, string? alias)
    {
        var first = column.Steps[0].Name!;
        var isAlias = alias is not null && first.Equals(alias, StringComparison.OrdinalIgnoreCase);
        if (isAlias || (column.Steps.Count > 1 && first.Equals("ossobject", StringComparison.OrdinalIgnoreCase))) column.Steps = [.. column.Steps.Skip(1)];
    }
}
