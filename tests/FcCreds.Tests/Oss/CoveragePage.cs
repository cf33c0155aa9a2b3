using System.Runtime.CompilerServices;
using System.Text;
using FcCreds.Fc.Api;
using FcCreds.Identity.Rpc;
using FcCreds.Oss;
using FcCreds.Oss.Api;

namespace FcCreds.Tests.Oss;

/// <summary>docs/coverage.md, written from the table; <c>FCCREDS_UPDATE_GOLDENS=1</c> rewrites it.</summary>
internal static class CoveragePage
{
    public static string Path { get; } = System.IO.Path.GetFullPath(System.IO.Path.Combine(Here(), "../../../docs/coverage.md"));

    public static string Write()
    {
        var page = new StringBuilder("""
            # Operations

            Written from `OssApi`, `RpcApi` and `FcApi` by a test; `FCCREDS_UPDATE_GOLDENS=1` rewrites it. State: *enforced* does what the cloud does, *stored* keeps and
            echoes a document, *none* answers NotImplemented by name. Evidence is the strongest there is: *sdk* (an official SDK calls it
            in the conformance run), *docs*, *cloud* (seen there), *none*.

            ## OSS

            """).Append('\n');
        foreach (var state in Enum.GetValues<OperationState>().Reverse()) page.Append($"- {Lower(state)}: {OssApi.Rows.Count(row => row.State == state)}\n");
        page.Append("\n| Operation | Level | Request | RAM action | State | Evidence |\n|---|---|---|---|---|---|\n");
        foreach (var row in OssApi.Rows)
            page.Append($"| {row.Name} | {Lower(row.Level)} | `{row.Method} {Request(row)}` | {row.Action} | {Lower(row.State)} | {Lower(row.Evidence)} |\n");
        Append(page, "STS and RAM", RpcApi.Coverage().Select(row => (row.Operation, row.Level, row.State, row.Evidence)));
        Append(page, "Function Compute", FcApi.Coverage().Select(row => (row.Operation, row.Level, row.State, row.Evidence)));
        return page.ToString();
    }

    private static void Append(StringBuilder page, string title, IEnumerable<(string Operation, string Level, string State, string Evidence)> rows)
    {
        page.Append($"\n## {title}\n\n| Operation | Level | State | Evidence |\n|---|---|---|---|\n");
        foreach (var row in rows) page.Append($"| {row.Operation} | {row.Level} | {row.State} | {row.Evidence} |\n");
    }

    private static string Request(OperationRow row)
    {
        var parts = row.Condition.Text.Split('&', StringSplitOptions.RemoveEmptyEntries);
        var query = string.Join('&', parts.Where(part => !part.StartsWith('@')));
        var headers = string.Concat(parts.Where(part => part.StartsWith('@')).Select(part => $" + {part[1..]}"));
        return (query.Length == 0 ? "/" : $"/?{query}") + headers;
    }

    private static string Lower<T>(T value)
        where T : struct, Enum
        => value.ToString().ToLowerInvariant();

    private static string Here([CallerFilePath] string file = "") => System.IO.Path.GetDirectoryName(file)!;
}
