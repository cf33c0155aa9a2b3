namespace FcCreds.Oss.Select;

internal enum OperandKind
{
    /// <summary>As the record has it: text in CSV, any JSON type.</summary>
    Column,
    Text,
    Number,
    Truth,
    Time,
    Null,
}

/// <summary>A part of an expression in SQLite's words, with the type that OSS sees in it.</summary>
internal readonly record struct SqlOperand(string Sql, OperandKind Kind, bool IsConstant = false)
{
    /// <summary>What is compared with a number, a truth or a time is read as one; whether it can be shows at each record.</summary>
    public SqlOperand As(OperandKind kind) => Kind != OperandKind.Column ? this : kind switch
    {
        OperandKind.Number => new($"fc_number({Sql})", kind),
        OperandKind.Truth => new($"fc_truth({Sql})", kind),
        OperandKind.Time => new($"fc_time({Sql})", kind),
        _ => this,
    };

    public static string Quote(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
