namespace FcCreds.Tests.Cli;

public sealed class InitTests
{
    [Fact]
    public async Task Writes_a_project_and_keeps_what_is_there()
    {
        using var tool = new Tool();
        tool.Write("fccreds.yaml", "account: \"1\"\n");
        (await tool.RunAsync("init")).Expect(0);
        Assert.Equal("account: \"1\"\n", await File.ReadAllTextAsync(Path.Combine(tool.Folder.FullName, "fccreds.yaml"), TestContext.Current.CancellationToken));
        Assert.True(File.Exists(Path.Combine(tool.Folder.FullName, "functions", "hello", "index.py")));
        var again = (await tool.RunAsync("init")).Expect(0);
        Assert.DoesNotContain("wrote", again.Output, StringComparison.Ordinal);
    }
}
