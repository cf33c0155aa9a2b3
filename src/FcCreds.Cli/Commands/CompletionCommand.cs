using System.CommandLine;
using FcCreds.Cli.Terminals;
using FcCreds.Cli.Usage;

namespace FcCreds.Cli.Commands;

/// <summary><c>fccreds completion</c>: the script that makes a shell ask this tool what may come next.</summary>
internal static class CompletionCommand
{
    private static readonly string[] Shells = ["bash", "zsh", "fish", "pwsh"];

    private static readonly Argument<string> Shell = new("shell") { Description = string.Join(", ", Shells) };

    public static CliCommand Create()
    {
        var command = new CliCommand("completion", "Print the script that completes commands, options and values in a shell.")
        {
            Examples =
            [
                new("completion bash", "In ~/.bashrc: eval \"$(fccreds completion bash)\""),
                new("completion zsh", "In ~/.zshrc, after compinit: eval \"$(fccreds completion zsh)\""),
                new("completion fish", "In ~/.config/fish/config.fish: fccreds completion fish | source"),
                new("completion pwsh", "In $PROFILE: fccreds completion pwsh | Out-String | Invoke-Expression"),
            ],
        };
        Shell.AcceptOnlyFromAmong(Shells);
        command.Arguments.Add(Shell);
        command.SetAction(parsed =>
        {
            using var script = new StreamReader(typeof(CompletionCommand).Assembly.GetManifestResourceStream($"Completion/{parsed.GetRequiredValue(Shell)}")!);
            Terminal.Print(script.ReadToEnd().TrimEnd());
            return ExitCodes.Success;
        });
        return command;
    }
}
