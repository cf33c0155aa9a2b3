using FcCreds.Core.Http;
using FcCreds.Oss;
using FcCreds.Oss.Addressing;
using FcCreds.Oss.Api;

namespace FcCreds.Tests.Oss;

public sealed class OssApiTests
{
    [Fact]
    public void Every_row_is_found_by_its_own_request()
    {
        foreach (var row in OssApi.Rows)
        {
            var found = OssApi.Find(Sample(row), row.Level);
            Assert.True(ReferenceEquals(row, found), $"{row.Method} {row.Level} ?{row.Condition.Text} is {found?.Name} instead of {row.Name}");
        }
    }

    [Fact]
    public void No_two_rows_have_the_same_condition()
    {
        var same = OssApi.Rows.GroupBy(row => (row.Method, row.Level, row.Condition.Text)).Where(group => group.Count() > 1).Select(group => group.Key);
        Assert.Empty(same);
    }

    [Fact]
    public void All_documented_operations_are_listed() => Assert.True(OssApi.Rows.Count >= 154, $"{OssApi.Rows.Count} rows");

    [Fact]
    public async Task Every_row_without_a_type_says_NotImplemented_by_name()
    {
        await using var oss = await OssFixture.StartAsync();
        foreach (var row in OssApi.Rows.Where(row => row.State == OperationState.None))
        {
            var answer = await oss.Client.SendAsync(Request(row));
            answer.IsRefused(400, "NotImplemented");
            Assert.Contains(row.Name, answer.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_wrong_key_is_refused_by_every_row_before_anything_else()
    {
        await using var oss = await OssFixture.StartAsync();
        var wrong = oss.As(oss.Root with { AccessKeySecret = new("wrong") });
        foreach (var row in OssApi.Rows) (await wrong.SendAsync(Request(row))).IsRefused(403, "SignatureDoesNotMatch", "0002-00000040");
    }

    [Fact]
    public void Coverage_page_is_current()
    {
        var page = CoveragePage.Write();
        if (Environment.GetEnvironmentVariable("FCCREDS_UPDATE_GOLDENS") == "1") File.WriteAllText(CoveragePage.Path, page);
        Assert.Equal(page, File.ReadAllText(CoveragePage.Path));
    }

    private static OssRequest Request(OperationRow row)
    {
        var wire = Sample(row);
        return new(row.Method, row.Level switch { OssLevel.Service => "/", OssLevel.Bucket => $"/{OssFixture.Bucket}", _ => $"/{OssFixture.Bucket}/a.txt" })
        {
            Query = [.. wire.Query.Select(one => (one.Name, one.Value))],
            Headers = [.. wire.Headers.Select(one => (one.Name, one.Value))],
        };
    }

    private static WireRequest Sample(OperationRow row)
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
