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
    private static readonly Option<string> To = new("--to") { HelpName = "config|ini", Description = "config: ~/.aliyun/config.json; ini: ~/.alibabacloud/credentials, or the file that ALIBABA_CLOUD_CREDENTIALS_FILE names", DefaultValueFactory = _ => "config" };

    private static readonly Option<string?> Mode = new("--mode") { HelpName = "MODE", Description = "config: External (default, fetched when needed), StsToken (once), RamRoleArn (by a RAM user's key), EcsRamRole (from the metadata service), OIDC (by a token in a file), CloudSSO or OAuth (as after signing in); ini: ecs_ram_role (default) or ram_role_arn" };

    private static readonly Option<string> Profile = new("--profile") { HelpName = "NAME", Description = "Name of the profile (default fccreds)", DefaultValueFactory = _ => "fccreds" };

    private static readonly Option<string?> FileName = new("--file") { HelpName = "FILE", Description = "Another file of that kind" };

    private static readonly Option<string?> UserKey = new("--user-access-key-id") { HelpName = "ID", Description = $"With RamRoleArn and ram_role_arn: the RAM user's key; its secret only as variable {RoleProfiles.SecretVariable}" };

    private static readonly Option<string?> TokenFile = new("--oidc-token-file") { HelpName = "FILE", Description = "With OIDC: the file of fccreds serve --oidc-token-file" };

    private static readonly Option<string?> OidcProvider = new("--oidc-provider") { HelpName = "NAME", Description = "With OIDC: whose token it is (default fccreds, which every account has)" };

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
        foreach (var option in new Option[] { To, Mode, Profile, FileName, UserKey, TokenFile, OidcProvider, Current, Force }) command.Options.Add(option);
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
        var role = new RoleProfiles(emulator, RoleOptions.Read(parsed));
        var values = (isIni, mode) switch
        {
            (false, "External") => External(parsed, emulator),
            (false, "StsToken") => await StsTokenAsync(parsed, emulator, terminal, ct),
            (false, "RamRoleArn" or "EcsRamRole" or "OIDC") or (true, "ecs_ram_role" or "ram_role_arn") => role.Members(mode, parsed.GetValue(UserKey), parsed.GetValue(TokenFile), parsed.GetValue(OidcProvider)),
            (false, "CloudSSO" or "OAuth") => await role.SignedInAsync(mode, terminal, ct),
            _ => throw CliFailure.Usage($"{(isIni ? "The ini file" : "config.json")} gets no profile of mode '{mode}' here.", isIni ? "Choose ecs_ram_role or ram_role_arn." : "Choose External, StsToken, RamRoleArn, EcsRamRole, OIDC, CloudSSO or OAuth."),
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
}
