namespace FcCreds.Tests.Cli;

public sealed class UsageTests
{
    [Fact]
    public async Task Version_names_the_commit()
    {
        using var tool = new Tool();
        var outcome = (await tool.RunAsync("--version")).Expect(0);
        Assert.Matches(@"^fccreds \d+\.\d+\.\d+( \([0-9a-f]{12}\))?\s*$", outcome.Output);
    }

    [Theory]
    [InlineData]
    [InlineData("serve")]
    [InlineData("invoke")]
    [InlineData("credentials")]
    [InlineData("exec")]
    [InlineData("ls")]
    [InlineData("cat")]
    [InlineData("put")]
    [InlineData("coverage")]
    [InlineData("init")]
    [InlineData("health")]
    [InlineData("runtime", "setup")]
    [InlineData("runtime", "list")]
    public async Task Help_of_every_verb_ends_on_examples(params string[] verb)
    {
        using var tool = new Tool();
        var outcome = (await tool.RunAsync([.. verb, "--help"])).Expect(0);
        Assert.Contains("Examples:", outcome.Output, StringComparison.Ordinal);
        Assert.Contains($"\n  fccreds {string.Join(' ', verb)}", outcome.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', outcome.Output);
        Assert.Empty(outcome.Error);
    }

    [Fact]
    public async Task Mistyped_verb_is_suggested()
    {
        using var tool = new Tool();
        var outcome = (await tool.RunAsync("inovke", "here")).Expect(2);
        Assert.Contains("Did you mean invoke?", outcome.Error, StringComparison.Ordinal);
        Assert.Empty(outcome.Output);
    }

    [Fact]
    public async Task Mistyped_option_is_suggested_and_never_taken_for_an_argument()
    {
        using var tool = new Tool();
        var outcome = (await tool.RunAsync("init", "--versbose")).Expect(2);
        Assert.Contains("Unknown option '--versbose'.", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("Did you mean --verbose?", outcome.Error, StringComparison.Ordinal);
        Assert.Empty(tool.Folder.EnumerateFileSystemInfos());
    }

    [Fact]
    public async Task Option_from_the_environment_is_checked_like_one_from_the_command_line()
    {
        using var tool = new Tool();
        tool.Variables["FCCREDS_SERVER"] = "nonsense";
        var outcome = (await tool.RunAsync("ls")).Expect(2);
        Assert.Contains("'nonsense' is not a URL", outcome.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("true")]
    public async Task Switch_is_thrown_by_its_variable(string value)
    {
        using var tool = new Tool();
        tool.Variables["FCCREDS_JSON"] = value;
        Assert.NotEqual(0, (await tool.RunAsync("coverage")).Expect(0).Json.GetArrayLength());
    }

    [Fact]
    public async Task Data_folder_and_ephemeral_exclude_each_other()
    {
        using var tool = new Tool();
        var outcome = (await tool.RunAsync("ls", "--data", "x", "--ephemeral")).Expect(2);
        Assert.Contains("exclude each other", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Address_that_is_no_object_is_refused()
    {
        using var tool = new Tool();
        var outcome = (await tool.RunAsync("cat", "my-bucket/key")).Expect(2);
        Assert.Contains("oss://bucket/key", outcome.Error, StringComparison.Ordinal);
    }
}
