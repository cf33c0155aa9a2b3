namespace FcCreds.Tests.Cli;

public sealed class RuntimeTests
{
    [Fact]
    public async Task Every_runtime_is_listed_with_what_runs_it()
    {
        using var tool = new Tool();
        var listed = (await tool.RunAsync("runtime", "list")).Expect(0).Output;
        Assert.All(["python3.12", "python3.10", "python3.9", "python3 ", "python2.7"], (string runtime) => Assert.Contains(runtime, listed, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Setup_without_a_package_index_says_why_and_leaves_nothing()
    {
        using var tool = new Tool();
        tool.Variables["PIP_INDEX_URL"] = "http://127.0.0.1:9/simple";
        var outcome = (await tool.RunAsync("runtime", "setup", "python3.10")).Expect(1);
        Assert.SkipWhen(outcome.Error.Contains("no Python 3.10", StringComparison.Ordinal), "Python 3.10 is not installed.");
        Assert.Contains("the package index is not reached", outcome.Error, StringComparison.Ordinal);
        Assert.Empty(tool.Folder.EnumerateDirectories(".venv"));
    }

    [Fact]
    public async Task Setup_touches_no_environment_that_is_there()
    {
        using var tool = new Tool();
        tool.Write(".venv/mine", "kept");
        var outcome = await tool.RunAsync("runtime", "setup", "python3.10");
        Assert.SkipWhen(outcome.Error.Contains("no Python 3.10", StringComparison.Ordinal), "Python 3.10 is not installed.");
        outcome.Expect(2);
        Assert.True(File.Exists(Path.Combine(tool.Folder.FullName, ".venv", "mine")));
    }
}
