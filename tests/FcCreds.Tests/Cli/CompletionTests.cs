using System.Diagnostics;

namespace FcCreds.Tests.Cli;

/// <summary>The scripts' own way: a real bash reads the script and completes a line.</summary>
public sealed class CompletionTests
{
    [Theory]
    [InlineData("fccreds se", "serve")]
    [InlineData("fccreds serve --eg", "--egress")]
    [InlineData("fccreds serve --egress ", "allow deny")]
    [InlineData("fccreds serve --store ", "embedded s3")]
    [InlineData("fccreds completion p", "pwsh")]
    [InlineData("fccreds runtime l", "list")]
    [InlineData("fccreds nothing-of-ours --x", "")]
    public async Task Bash_completes_commands_options_and_values(string line, string expected)
        => Assert.Equal(expected, string.Join(' ', await CompleteAsync(line)));

    [Fact]
    public async Task Bash_completes_a_runtime_and_offers_no_options_where_none_was_begun()
    {
        Assert.Contains("python3.12", await CompleteAsync("fccreds invoke . --runtime py"));
        var commands = await CompleteAsync("fccreds ");
        Assert.Contains("invoke", commands);
        Assert.All(commands, command => Assert.True(char.IsAsciiLetter(command[0]), command));
    }

    [Theory]
    [InlineData("bash")]
    [InlineData("zsh")]
    [InlineData("fish")]
    [InlineData("pwsh")]
    public async Task Every_shell_has_a_script(string shell)
    {
        using var tool = new Tool();
        Assert.Contains("[complete]", (await tool.RunAsync("completion", shell)).Expect(0).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unknown_shell_is_refused_with_those_there_are()
    {
        using var tool = new Tool();
        var refused = (await tool.RunAsync("completion", "tcsh")).Expect(2);
        Assert.Contains("bash", refused.Error, StringComparison.Ordinal);
    }

    private static async Task<string[]> CompleteAsync(string line)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "bash is not part of Windows");
        // What readline does for the function it calls.
        const string script = """
            source <(fccreds completion bash)
            COMP_LINE=$1 COMP_POINT=${#1}
            read -ra COMP_WORDS <<< "$1"
            [[ $1 == *" " ]] && COMP_WORDS+=("")
            COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
            _fccreds
            printf '%s\n' "${COMPREPLY[@]}"
            """;
        var start = new ProcessStartInfo("bash", ["--norc", "-c", script, "bash", line])
        {
            RedirectStandardOutput = true,
            Environment = { ["PATH"] = $"{AppContext.BaseDirectory}:{Environment.GetEnvironmentVariable("PATH")}" },
        };
        using var bash = Process.Start(start)!;
        var output = await bash.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await bash.WaitForExitAsync(TestContext.Current.CancellationToken);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
