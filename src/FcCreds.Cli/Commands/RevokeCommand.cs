using System.CommandLine;
using FcCreds.Cli.Connections;
using FcCreds.Cli.Options;
using FcCreds.Cli.Terminals;
using FcCreds.Cli.Usage;
using FcCreds.Server.Control;

namespace FcCreds.Cli.Commands;

/// <summary><c>fccreds revoke</c>: takes temporary credentials back before they expire.</summary>
internal static class RevokeCommand
{
    private static readonly Option<string?> Session = new("--session") { HelpName = "ID", Description = "One session, by its session id or its access key id (STS. …)" };

    private static readonly Option<string?> Role = new("--role") { HelpName = "NAME", Description = "Every session of a role of the first account that was issued so far" };

    private static readonly Option<bool> Expire = new("--expire") { Description = "With --session: refuse it as expired, not as revoked" };

    public static CliCommand Create(Terminal terminal)
    {
        var command = new CliCommand("revoke", "Take temporary credentials back before they expire; kept in the data folder, known to every server on the same store.")
        {
            Examples =
            [
                new("revoke --role hello-role", "Whoever works as that role has to fetch new credentials"),
                new("revoke --session STS.FcCq4Z… --expire", "See what a client does when its token expires"),
            ],
        };
        command.Options.Add(Session);
        command.Options.Add(Role);
        command.Options.Add(Expire);
        EmulatorOptions.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(Session) is null == result.GetValue(Role) is null) result.AddError("Name either a --session or a --role.");
            if (result.GetValue(Expire) && result.GetValue(Session) is null) result.AddError("--expire goes with --session.");
        });
        command.SetAction((parsed, ct) => RunAsync(parsed, terminal, ct));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, Terminal terminal, CancellationToken ct)
    {
        await using var emulator = await EmulatorOptions.OpenAsync(parsed, terminal, ct);
        var end = parsed.GetValue(Expire) ? "expire" : "revoke";
        var (path, what) = parsed.GetValue(Session) is { } session
            ? ($"{SessionEnd.Sessions}{session}/{end}", $"session {session}")
            : ($"{SessionEnd.Roles}{emulator.AccountId}/{parsed.GetValue(Role)}/revoke", $"every session of {parsed.GetValue(Role)} issued so far");
        await new OrderClient(emulator).OrderAsync(path, ct);
        terminal.Out.Say($"[green]{end}d[/]  {what}");
        return ExitCodes.Success;
    }
}
