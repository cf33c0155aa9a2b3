using System.Collections.Frozen;
using FcCreds.Core.Http;
using FcCreds.Oss.Addressing;
using FcCreds.Oss.Api;

namespace FcCreds.Oss;

/// <summary>One line of <c>fccreds coverage --json</c>.</summary>
internal sealed record OperationCoverage(string Service, string Operation, string Level, string State, string Evidence);

/// <summary>
/// The map: every documented OSS operation, one row each. A row with a type is implemented, a row with only a name answers
/// NotImplemented by that name. Dispatch, authorization and docs/coverage.md come from here.
/// </summary>
internal static partial class OssApi
{
    /// <summary>All rows, in the order in which people read them.</summary>
    public static readonly IReadOnlyList<OperationRow> Rows = [.. ServiceRows(), .. BucketRows(), .. SettingRows(), .. ObjectRows()];

    /// <summary>Rows by verb and level, the most particular first, so that the first whose condition holds wins.</summary>
    private static readonly FrozenDictionary<(string, OssLevel), OperationRow[]> ByVerb = Rows
        .GroupBy(row => (row.Method, row.Level))
        .ToFrozenDictionary(group => group.Key, group => group.OrderByDescending(row => row.Condition.Rank).ToArray());

    private static readonly FrozenSet<string> SubResources = Rows.SelectMany(row => row.Condition.QueryKeys).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The row of a request; null when no operation has that verb there.</summary>
    public static OperationRow? Find(WireRequest wire, OssLevel level)
    {
        if (!ByVerb.TryGetValue((wire.Method, level), out var rows)) return null;
        foreach (var row in rows)
        {
            if (row.Condition.Holds(wire)) return row;
        }
        return null;
    }

    /// <summary>True for a query key that selects operations: never to be ignored, whoever sends it.</summary>
    public static bool IsSubResource(string queryKey) => SubResources.Contains(queryKey);

    public static IReadOnlyList<OperationCoverage> Coverage() => Rows
        .Select(row => new OperationCoverage("oss", row.Name, Lower(row.Level), Lower(row.State), Lower(row.Evidence)))
        .ToArray();

    private static string Lower<T>(T value)
        where T : struct, Enum
        => value.ToString().ToLowerInvariant();

    /// <summary>An implemented row. The conformance run fails when no official SDK called an operation whose evidence is Sdk.</summary>
    private static OperationRow<T> On<T>(string method, OssLevel level, string condition = "", string? action = null, Evidence evidence = Evidence.Sdk)
        where T : IOperation<T>
        => action is null
            ? new(typeof(T).Name, method, level, condition) { Evidence = evidence }
            : new(typeof(T).Name, method, level, condition) { Evidence = evidence, Action = action };

    private static NamedRow None(string name, string method, OssLevel level, string condition, string? action = null)
        => action is null ? new(name, method, level, condition) : new(name, method, level, condition) { Action = action };
}
