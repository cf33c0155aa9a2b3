using System.Globalization;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace FcCreds.Oss.Select;

/// <summary>
/// Computes the condition and values of a statement for one record after the other. SQLite does it, in a database without tables, whose
/// authorizer lets nothing through but functions: the record's columns are parameters of one prepared SELECT.
/// </summary>
internal sealed class SqlRow : IDisposable
{
    private readonly SqliteConnection connection = new("Data Source=:memory:;Pooling=False");
    private readonly SelectStatement statement;
    private readonly sqlite3_stmt prepared;

    public SqlRow(SelectStatement statement)
    {
        this.statement = statement;
        connection.Open();
        var database = connection.Handle!;
        foreach (var (name, arguments, function) in SqlFunctions.All(statement.Patterns))
            raw.sqlite3_create_function(database, name, arguments, raw.SQLITE_UTF8 | raw.SQLITE_DETERMINISTIC, null, function);
        raw.sqlite3_set_authorizer(database, (strdelegate_authorizer)OnlyFunctions, null);
        var sql = $"select {string.Join(", ", statement.Values.Prepend(statement.Condition ?? "1"))}";
        if (raw.sqlite3_prepare_v2(database, sql, out prepared) == raw.SQLITE_OK) return;
        Dispose();
        throw OssErrors.SqlInvalidSqlAfterAnalysis.With();
    }

    /// <summary>The condition holds for the record that was computed last.</summary>
    public bool Holds => raw.sqlite3_column_int(prepared, 0) != 0;

    /// <summary>False when a value of the record is not of the type that the statement needs.</summary>
    public bool TryCompute(RecordSource record)
    {
        _ = raw.sqlite3_reset(prepared);
        for (var at = 0; at < statement.Parameters.Count; at++) record.Bind(statement.Parameters[at], prepared, at + 1);
        return raw.sqlite3_step(prepared) == raw.SQLITE_ROW;
    }

    public SelectValue Value(int value) => raw.sqlite3_column_type(prepared, value + 1) switch
    {
        raw.SQLITE_INTEGER => new(raw.sqlite3_column_int64(prepared, value + 1), null, null),
        raw.SQLITE_FLOAT => new(null, raw.sqlite3_column_double(prepared, value + 1), null),
        raw.SQLITE_NULL => SelectValue.None,
        _ => new(null, null, raw.sqlite3_column_text(prepared, value + 1).utf8_to_string()),
    };

    public void Dispose()
    {
        prepared?.Dispose();
        connection.Dispose();
    }

    private static int OnlyFunctions(object data, int action, string first, string second, string database, string trigger)
        => action is raw.SQLITE_SELECT or raw.SQLITE_FUNCTION ? raw.SQLITE_OK : raw.SQLITE_DENY;

    /// <summary>Functions that read a value as a type. An empty text is no value; one that is of another type fails the record.</summary>
    private static class SqlFunctions
    {
        public static IEnumerable<(string Name, int Arguments, delegate_function_scalar Function)> All(IReadOnlyList<LikePattern> patterns) =>
        [
            ("fc_number", 1, static (context, _, arguments) => Number(context, arguments[0], isWhole: false)),
            ("fc_integer", 1, static (context, _, arguments) => Number(context, arguments[0], isWhole: true)),
            ("fc_text", 1, static (context, _, arguments) => Text(context, arguments[0], static text => text)),
            ("fc_truth", 1, static (context, _, arguments) => Truth(context, arguments[0])),
            ("fc_time", 1, static (context, _, arguments) => Text(context, arguments[0], static text => text.Length == 0 ? "" : TimestampFormats.Read(text, null))),
            ("fc_time", 2, static (context, _, arguments) => Time(context, arguments[0], arguments[1])),
            ("fc_like", 2, (context, _, arguments) => Like(context, arguments[0], patterns[raw.sqlite3_value_int(arguments[1])])),
        ];

        private static void Number(sqlite3_context context, sqlite3_value value, bool isWhole)
        {
            var type = raw.sqlite3_value_type(value);
            if (type == raw.SQLITE_NULL) raw.sqlite3_result_null(context);
            else if (type == raw.SQLITE_INTEGER) raw.sqlite3_result_int64(context, raw.sqlite3_value_int64(value));
            else if (type == raw.SQLITE_FLOAT) Give(context, raw.sqlite3_value_double(value), isWhole);
            else if (raw.sqlite3_value_text(value).utf8_to_string().Trim() is not { Length: > 0 } text) raw.sqlite3_result_null(context);
            else if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole)) raw.sqlite3_result_int64(context, whole);
            else if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var real) && double.IsFinite(real)) Give(context, real, isWhole);
            else Fail(context);
        }

        private static void Give(sqlite3_context context, double number, bool isWhole)
        {
            if (isWhole && Math.Abs(number) < 9e18) raw.sqlite3_result_int64(context, (long)number);
            else if (isWhole) Fail(context);
            else raw.sqlite3_result_double(context, number);
        }

        private static void Truth(sqlite3_context context, sqlite3_value value)
        {
            if (raw.sqlite3_value_type(value) == raw.SQLITE_INTEGER) raw.sqlite3_result_int(context, raw.sqlite3_value_int(value) == 0 ? 0 : 1);
            else if (Read(value) is not { Length: > 0 } text) raw.sqlite3_result_null(context);
            else if (bool.TryParse(text, out var truth)) raw.sqlite3_result_int(context, truth ? 1 : 0);
            else Fail(context);
        }

        private static void Time(sqlite3_context context, sqlite3_value value, sqlite3_value format)
        {
            var form = Read(format);
            Text(context, value, text => text.Length == 0 ? "" : TimestampFormats.Read(text, form));
        }

        private static void Like(sqlite3_context context, sqlite3_value value, LikePattern pattern)
        {
            if (Read(value) is { } text) raw.sqlite3_result_int(context, pattern.Matches(text) ? 1 : 0);
            else raw.sqlite3_result_null(context);
        }

        private static void Text(sqlite3_context context, sqlite3_value value, Func<string, string?> change)
        {
            if (Read(value) is not { } text) raw.sqlite3_result_null(context);
            else if (change(text) is { } changed) raw.sqlite3_result_text(context, changed);
            else Fail(context);
        }

        private static string? Read(sqlite3_value value)
            => raw.sqlite3_value_type(value) == raw.SQLITE_NULL ? null : raw.sqlite3_value_text(value).utf8_to_string();

        private static void Fail(sqlite3_context context) => raw.sqlite3_result_error(context, "the value is of another type");
    }
}
