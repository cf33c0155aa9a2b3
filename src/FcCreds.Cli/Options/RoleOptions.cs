using System.CommandLine;
using FcCreds.Server.Control;

namespace FcCreds.Cli.Options;

/// <summary>Whose credentials, and for how long.</summary>
internal static class RoleOptions
{
    public static readonly Option<string?> Role = new("--role") { HelpName = "NAME|ARN", Description = "Role; otherwise the default role, which may use OSS fully" };

    public static readonly Option<string?> SessionName = new("--session-name") { HelpName = "NAME", Description = "RoleSessionName (default fccreds)" };

    public static readonly Option<double?> Duration = new("--duration") { HelpName = "SECONDS", Description = "Until the credentials expire (default 3600, at most 129600)" };

    public static readonly Option<bool> Upstream = new("--upstream") { Description = "Real credentials instead: of the role that the server was started with (serve --upstream-role)" };

    public static void AddTo(Command command)
    {
        command.Options.Add(Role);
        command.Options.Add(SessionName);
        command.Options.Add(Duration);
        command.Options.Add(Upstream);
    }

    public static CredentialOrder Read(ParseResult parsed) => new()
    {
        Role = parsed.GetValue(Role),
        RoleSessionName = parsed.GetValue(SessionName),
        DurationSeconds = parsed.GetValue(Duration),
        Upstream = parsed.GetValue(Upstream),
    };
}
