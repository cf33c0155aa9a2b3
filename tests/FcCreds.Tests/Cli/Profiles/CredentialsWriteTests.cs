using FcCreds.Cli.Usage;

namespace FcCreds.Tests.Cli.Profiles;

public sealed class CredentialsWriteTests
{
    [Fact]
    public async Task Minted_credentials_and_a_command_that_mints_them_are_written()
    {
        using var tool = new Tool();
        tool.Variables["HOME"] = tool.Folder.FullName;
        await using var server = await Serving.StartAsync(tool);
        (await tool.RunAsync("credentials", "write", "--mode", "StsToken")).Expect(ExitCodes.Success);
        (await tool.RunAsync("credentials", "write", "--profile", "fetched", "--session-name", "s")).Expect(ExitCodes.Success);
        var file = await File.ReadAllTextAsync(Path.Combine(tool.Folder.FullName, ".aliyun", "config.json"), TestContext.Current.CancellationToken);
        Assert.Contains("\"access_key_id\": \"STS.FcC", file, StringComparison.Ordinal);
        Assert.Contains("credentials --format cli --session-name s --data ", file, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--mode", "ecs_ram_role")]
    [InlineData("--to", "ini", "--mode", "StsToken")]
    [InlineData("--to", "ini")]
    [InlineData("--to", "ini", "--role", "r", "--mode", "ram_role_arn")]
    [InlineData("--profile", "a]b")]
    [InlineData("--ephemeral")]
    public async Task Wrong_choices_write_nothing(params string[] options)
    {
        using var tool = new Tool();
        tool.Variables["HOME"] = tool.Folder.FullName;
        Assert.Equal(ExitCodes.Usage, (await tool.RunAsync(["credentials", "write", .. options])).ExitCode);
        Assert.False(Directory.Exists(Path.Combine(tool.Folder.FullName, ".aliyun")));
        Assert.False(Directory.Exists(Path.Combine(tool.Folder.FullName, ".alibabacloud")));
    }
}
