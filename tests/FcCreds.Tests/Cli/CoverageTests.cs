namespace FcCreds.Tests.Cli;

public sealed class CoverageTests
{
    [Fact]
    public async Task Every_operation_is_listed_with_its_state()
    {
        using var tool = new Tool();
        var rows = (await tool.RunAsync("coverage", "--json")).Expect(0).Json.EnumerateArray().ToList();
        Assert.All(rows, row =>
        {
            Assert.Contains(row.GetProperty("service").GetString(), new[] { "oss", "sts", "fc", "ram", "ims" });
            Assert.NotEmpty(row.GetProperty("operation").GetString()!);
            Assert.NotEmpty(row.GetProperty("level").GetString()!);
            Assert.Contains(row.GetProperty("state").GetString(), new[] { "enforced", "stored", "none" });
            Assert.Contains(row.GetProperty("evidence").GetString(), new[] { "sdk", "docs", "cloud", "none" });
        });
        Assert.True(rows.Count(row => row.GetProperty("service").GetString() == "oss") >= 150);
        Assert.Contains(rows, row => row.GetProperty("operation").GetString() == "PutObject" && row.GetProperty("state").GetString() == "enforced");
        Assert.Contains(rows, row => row.GetProperty("operation").GetString() == "AssumeRole" && row.GetProperty("state").GetString() == "enforced");
    }

    [Fact]
    public async Task Table_for_people_counts_what_is_there()
    {
        using var tool = new Tool();
        var table = (await tool.RunAsync("coverage")).Expect(0).Output;
        Assert.Matches(@"(?m)^PutObject\s+object\s+enforced", table.Replace("  PutObject", "PutObject", StringComparison.Ordinal));
    }
}
