using System.CommandLine;
using System.Globalization;
using FcCreds.Cli.Connections;
using FcCreds.Cli.Options;
using FcCreds.Cli.Profiles;
using FcCreds.Cli.Terminals;
using FcCreds.Cli.Usage;

namespace FcCreds.Cli.Commands;

/// <summary><c>fccreds credentials write</c>: a profile in the files from which the cloud's command line and SDKs take their credentials.</summary>
internal static class CredentialsWriteCommand
{
    private const string SecretVariable = "FCCREDS_USER_ACCESS_KEY_SECRET";

    private static readonly Option<string> To = new("--to") { HelpName = "config|ini", Description = "config: ~/.aliyun/config.json; ini: ~/.alibabacloud/credentials, or the file that ALIBABA_CLOUD_CREDENTIALS_FILE names", DefaultValueFactory = _ => "config" };

    private static readonly Option<string?> Mode = new("--mode") { HelpName = "MODE", Description = "config: External (default, fetched when needed) or StsToken (once); ini: ecs_ram_role (default, from the metadata service) or ram_role_arn (by a RAM user's key)" };

    private static readonly Option<string> Profile = new("--profile") { HelpName = "NAME", Description = "Name of the profile (default fccreds)", DefaultValueFactory = _ => "fccreds" };

    private static readonly Option<string?> FileName = new("--file") { HelpName = "FILE", Description = "Another file of that kind" };

    private static readonly Option<string?> UserKey = new("--user-access-key-id") { HelpName = "ID", Description = $"With --mode ram_role_arn: the RAM user's key; its secret only as variable {SecretVariable}" };

    private static readonly Option<bool> Current = new("--current") { Description = "config: make it the current profile, also where another one is" };

    private static readonly Option<bool> Force = new("--force") { Description = "Replace a profile of that name also when fccreds has not written it" };

    public static CliCommand Create(Terminal terminal)
    {
        var command = new CliCommand("write", "Write a profile into the file from which the cloud's command line and SDKs take their credentials; other profiles stay.")
        {
            Examples =
            [
                new("credentials write --role hello-role", "For ALIBABA_CLOUD_PROFILE=fccreds: fetched again whenever they are about to expire"),
                new("credentials write --role hello-role --mode StsToken --duration 900", "Once, for fifteen minutes"),
                new("credentials write --role hello-role --to ini --profile local", "For programs that know only the ini file"),
            ],
        };
        To.AcceptOnlyFromAmong("config", "ini");
        foreach (var option in new Option[] { To, Mode, Profile, FileName, UserKey, Current, Force }) command.Options.Add(option);
        RoleOptions.AddTo(command);
        EmulatorOptions.AddTo(command);
        command.SetAction((parsed, ct) => RunAsync(parsed, terminal, ct));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, Terminal terminal, CancellationToken ct)
    {
        var (isIni, name, force) = (parsed.GetValue(To) == "ini", parsed.GetRequiredValue(Profile), parsed.GetValue(Force));
        if (name.Length == 0 || name.Any(c => char.IsControl(c) || c is '[' or ']')) throw CliFailure.Usage("--profile is no name for a profile.");
        var mode = parsed.GetValue(Mode) ?? (isIni ? "ecs_ram_role" : "External");
        var file = parsed.GetValue(FileName) ?? UsualFile(isIni);
        await using var emulator = await EmulatorOptions.OpenAsync(parsed, terminal, ct);
        var values = (isIni, mode) switch
        {
            (false, "External") => External(parsed, emulator),
            (false, "StsToken") => await StsTokenAsync(parsed, emulator, terminal, ct),
            (true, "ecs_ram_role") => [new("type", mode), new("role_name", RoleName(parsed))],
            (true, "ram_role_arn") => RamRoleArn(parsed, emulator),
            _ => throw CliFailure.Usage($"{(isIni ? "The ini file" : "config.json")} gets no profile of mode '{mode}' here.", isIni ? "Choose ecs_ram_role or ram_role_arn." : "Choose External or StsToken."),
        };
        var profile = new ProfileMembers(name, values);
        await ProfileFile.ChangeAsync(file, text => isIni ? CredentialsIni.With(text, profile, force) : ConfigJson.With(text, profile, parsed.GetValue(Current), force), ct);
        terminal.Out.Say($"[green]written[/]  profile {name} ({mode}) in {file}; programs take it with ALIBABA_CLOUD_PROFILE={name}");
        return ExitCodes.Success;
    }

    private static string UsualFile(bool isIni)
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile, Environment.SpecialFolderOption.DoNotVerify);
        if (!isIni) return Path.Combine(home, ".aliyun", "config.json");
        return Environment.GetEnvironmentVariable("ALIBABA_CLOUD_CREDENTIALS_FILE") is { Length: > 0 } named ? named : Path.Combine(home, ".alibabacloud", "credentials");
    }

    private static List<KeyValuePair<string, string>> External(ParseResult parsed, Emulator emulator)
    {
        var options = new List<string>();
        if (parsed.GetValue(RoleOptions.Role) is { } role) options.AddRange(["--role", role]);
        if (parsed.GetValue(RoleOptions.SessionName) is { } session) options.AddRange(["--session-name", session]);
        if (parsed.GetValue(RoleOptions.Duration) is { } duration) options.AddRange(["--duration", duration.ToString(CultureInfo.InvariantCulture)]);
        if (parsed.GetValue(RoleOptions.Upstream)) options.Add("--upstream");
        var choice = EmulatorOptions.Read(parsed);
        if (choice.Ephemeral) throw CliFailure.Usage("A profile that fetches its credentials needs a server or a data folder that stays.", "Leave --ephemeral out, or use --mode StsToken with a running server.");
        if (choice.Server is not null) options.AddRange(["--server", emulator.Url.GetLeftPart(UriPartial.Authority)]);
        else options.AddRange(["--data", DataFolders.Choose(choice)]);
        if (choice.Server is null && Configurations.Find(choice) is { } configuration) options.AddRange(["--config", configuration]);
        return [new("mode", "External"), new("process_command", ProcessCommand.Of(options)), new("region_id", emulator.Region)];
    }

    private static async Task<IReadOnlyList<KeyValuePair<string, string>>> StsTokenAsync(ParseResult parsed, Emulator emulator, Terminal terminal, CancellationToken ct)
    {
        var minted = await new OrderClient(emulator).IssueAsync(RoleOptions.Read(parsed), ct);
        if (minted.IsReal) terminal.Warn($"the profile holds REAL credentials of {minted.PrincipalArn} until {minted.Expiration}.");
        else terminal.Warn($"the profile's credentials of {minted.PrincipalArn} work only with this emulator, until {minted.Expiration}.");
        return
        [
            new("mode", "StsToken"), new("access_key_id", minted.AccessKeyId), new("access_key_secret", minted.AccessKeySecret),
            new("sts_token", minted.SecurityToken), new("region_id", emulator.Region),
        ];
    }

    private static List<KeyValuePair<string, string>> RamRoleArn(ParseResult parsed, Emulator emulator)
    {
        var (key, secret) = (parsed.GetValue(UserKey), Environment.GetEnvironmentVariable(SecretVariable));
        if (key is null || string.IsNullOrEmpty(secret)) throw CliFailure.Usage("--mode ram_role_arn needs the key of a RAM user who may assume the role.", $"Give --user-access-key-id, and its secret as {SecretVariable}.");
        var role = RoleName(parsed);
        return
        [
            new("type", "ram_role_arn"), new("access_key_id", key), new("access_key_secret", secret),
            new("role_arn", role.StartsWith("acs:", StringComparison.Ordinal) ? role : $"acs:ram::{emulator.AccountId}:role/{role}"),
            new("role_session_name", parsed.GetValue(RoleOptions.SessionName) ?? "fccreds"),
        ];
    }

    private static string RoleName(ParseResult parsed)
        => parsed.GetValue(RoleOptions.Role) ?? throw CliFailure.Usage("The ini file names its role.", "Give --role.");
}
