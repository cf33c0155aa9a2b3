namespace FcCreds.Tests.Cli;

public sealed class UsageTests
{
    [Fact]
    public async Task Version_names_the_commit()
    {
        using var tool = new Tool();
        var outcome = (await tool.RunAsync("--version")).Expect(0);
        Assert.Matches(@"^fccreds \d+\.\d+\.\d+( \([0-9a-f]{12}(-dirty)?\))?\s*$", outcome.Output);
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
    [InlineData("lifecycle")]
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

    [Theory]
    [InlineData("1", 0)]
    [InlineData("yes", 0)]
    [InlineData("maybe", 2)]
    public async Task Switch_from_the_environment_is_on_or_off_and_nothing_else(string value, int exitCode)
    {
        using var tool = new Tool();
        tool.Variables["FCCREDS_DATA"] = null;
        tool.Variables["FCCREDS_EPHEMERAL"] = value;
        var outcome = (await tool.RunAsync("ls")).Expect(exitCode);
        Assert.Equal(exitCode == 2, outcome.Error.Contains("FCCREDS_EPHEMERAL", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("serve", "--port", "99999")]
    [InlineData("serve", "--egress", "sometimes")]
    [InlineData("credentials", "--duration", "long")]
    public async Task Value_that_does_not_fit_is_named_without_a_word_of_dotnet(string verb, string option, string value)
    {
        using var tool = new Tool();
        var outcome = (await tool.RunAsync(verb, option, value)).Expect(2);
        Assert.Contains($"'{value}' is not what {option} takes", outcome.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("System.", outcome.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("functions:\n  - name: [a\n    b: {")]
    [InlineData("functions: [")]
    [InlineData("a: b: c")]
    public async Task Invalid_yaml_is_wrong_configuration_with_its_line(string text)
    {
        using var tool = new Tool();
        tool.Write("fccreds.yaml", text);
        var outcome = (await tool.RunAsync("ls")).Expect(2);
        Assert.Matches(@"^fccreds\.yaml:\d+:\d+: error: This is not valid YAML: ", outcome.Error);
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
