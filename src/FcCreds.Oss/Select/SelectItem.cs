namespace FcCreds.Oss.Select;

internal enum AggregateKind { Average, Sum, Most, Least, Count }

/// <summary>One of the things selected: a column as it stands, or a computed value, or an aggregate of one.</summary>
/// <param name="Column">Null for what is computed.</param>
/// <param name="Value">Index of the computed value among those of the statement, from 0; -1 for none.</param>
internal sealed record SelectItem(ColumnReference? Column, int Value, AggregateKind? Aggregate, string? Alias);
