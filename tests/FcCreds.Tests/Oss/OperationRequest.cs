using FcCreds.Core.Http;
using FcCreds.Oss.Addressing;
using FcCreds.Oss.Api;

namespace FcCreds.Tests.Oss;

/// <summary>Requests that lead to a row of the operation table, made of the row's own condition.</summary>
internal static class OperationRequest
{
    public static OssRequest Of(OperationRow row, string bucket = OssFixture.Bucket)
    {
        var wire = Sample(row);
        return new(row.Method, row.Level switch { OssLevel.Service => "/", OssLevel.Bucket => $"/{bucket}", _ => $"/{bucket}/a.txt" })
        {
            Query = [.. wire.Query.Select(one => (one.Name, one.Value))],
            Headers = [.. wire.Headers.Select(one => (one.Name, one.Value))],
        };
    }

    public static WireRequest Sample(OperationRow row)
    {
        List<QueryParameter> query = [];
        List<HeaderField> headers = [];
        foreach (var part in row.Condition.Text.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (part.StartsWith('@')) headers.Add(new(part[1..], "/photos/b.txt"));
            else if (equals < 0) query.Add(new(part, null));
            else query.Add(new(part[..equals], part[(equals + 1)..].TrimEnd('*')));
        }
        return new() { Method = row.Method, Scheme = "http", Host = "127.0.0.1", RawPath = "/", Query = query, Headers = headers };
    }
}
