using FcCreds.Oss;
using FcCreds.Oss.Api;

namespace FcCreds.Tests.Oss;

public sealed class OssApiTests
{
    [Fact]
    public void Every_row_is_found_by_its_own_request()
    {
        foreach (var row in OssApi.Rows)
        {
            var found = OssApi.Find(OperationRequest.Sample(row), row.Level);
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
            var answer = await oss.Client.SendAsync(OperationRequest.Of(row));
            answer.IsRefused(400, "NotImplemented");
            Assert.Contains(row.Name, answer.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Coverage_page_is_current()
    {
        var page = CoveragePage.Write();
        if (Environment.GetEnvironmentVariable("FCCREDS_UPDATE_GOLDENS") == "1") File.WriteAllText(CoveragePage.Path, page);
        Assert.Equal(page, File.ReadAllText(CoveragePage.Path));
    }
}
