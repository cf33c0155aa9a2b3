using System.Globalization;
using FcCreds.Cli.Connections;
using FcCreds.Cli.Terminals;
using FcCreds.Cli.Usage;
using FcCreds.Identity.Delivery.Oidc;
using FcCreds.Server.Control;

namespace FcCreds.Cli.Profiles;

/// <summary>Profiles with which a program comes to a role's credentials by itself: in config.json's names (<c>RamRoleArn</c>) or those of the ini file (<c>ram_role_arn</c>).</summary>
internal sealed class RoleProfiles(Emulator emulator, CredentialOrder session)
{
    /// <summary>A secret is not given on a command line, which everybody on the machine can read.</summary>
    public const string SecretVariable = "FCCREDS_USER_ACCESS_KEY_SECRET";

    private string SessionName => session.RoleSessionName ?? "fccreds";

    public IReadOnlyList<KeyValuePair<string, string>> Members(string mode, string? userKey, string? tokenFile, string? oidcProvider) => mode switch
    {
        "EcsRamRole" => [new("mode", mode), new("ram_role_name", RoleName()), Region],
        "RamRoleArn" => [new("mode", mode), .. Key(mode, userKey), new("ram_role_arn", RoleArn()), new("ram_session_name", SessionName), .. Seconds("expired_seconds"), Region],
        "OIDC" => [new("mode", mode), .. Token(mode, tokenFile, oidcProvider), new("ram_role_arn", RoleArn()), new("ram_session_name", SessionName), .. Seconds("duration_seconds"), Region],
        "ecs_ram_role" => [new("type", mode), new("role_name", RoleName())],
        _ => [new("type", mode), .. Key(mode, userKey), new("role_arn", RoleArn()), new("role_session_name", SessionName)],
    };

    /// <summary>What it would hold after its owner has signed in with a browser, which nobody does here.</summary>
    public async Task<IReadOnlyList<KeyValuePair<string, string>>> SignedInAsync(string mode, Terminal terminal, CancellationToken ct)
    {
        if (emulator.IsOwn) throw CliFailure.Usage($"--mode {mode} needs a server that goes on running.", "Start one with fccreds serve.");
        var prepared = await new OrderClient(emulator).PrepareAsync(new() { Via = mode == "OAuth" ? "oauth" : "cloud-sso", Session = session }, ct);
        terminal.Warn($"whoever can read the profile gets credentials of {prepared.RoleArn}; they work only with {emulator.Url.Authority}.");
        return [.. prepared.Profile!, Region];
    }

    private KeyValuePair<string, string> Region => new("region_id", emulator.Region);

    private static KeyValuePair<string, string>[] Key(string mode, string? id)
    {
        if (id is null || Environment.GetEnvironmentVariable(SecretVariable) is not { Length: > 0 } secret)
            throw CliFailure.Usage($"--mode {mode} needs the key of a RAM user who may assume the role.", $"Give --user-access-key-id, and its secret as {SecretVariable}.");
        return [new("access_key_id", id), new("access_key_secret", secret)];
    }

    private KeyValuePair<string, string>[] Token(string mode, string? file, string? provider)
    {
        if (file is null) throw CliFailure.Usage($"--mode {mode} needs the file in which a program finds its token.", "Give --oidc-token-file; fccreds serve --oidc-token-file keeps one fresh.");
        return [new("oidc_provider_arn", $"acs:ram::{emulator.AccountId}:oidc-provider/{provider ?? OidcIssuer.ProviderName}"), new("oidc_token_file", Path.GetFullPath(file))];
    }

    private KeyValuePair<string, string>[] Seconds(string member)
        => session.DurationSeconds is { } seconds ? [new(member, seconds.ToString(CultureInfo.InvariantCulture))] : [];

    private string RoleName() => session.Role ?? throw CliFailure.Usage("Such a profile names its role.", "Give --role.");

    private string RoleArn() => RoleNames.Arn(RoleName(), emulator.AccountId);
}
