using System.CommandLine;
using FcCreds.Cli.Connections;
using FcCreds.Cli.Options;
using FcCreds.Cli.Terminals;
using FcCreds.Cli.Usage;
using FcCreds.Core.Errors;
using FcCreds.Identity.Ram;
using FcCreds.Identity.Upstream;
using FcCreds.Server.Configuration;
using FcCreds.Server.Configuration.Pull;

namespace FcCreds.Cli.Commands;

/// <summary><c>fccreds role pull</c>: a real role's trust policy and policies, read only, into <c>fccreds.yaml</c>.</summary>
internal static class RolePullCommand
{
    private static readonly Argument<string> Role = new("role") { HelpName = "NAME|ARN", Description = "Role of the account whose key ALIBABA_CLOUD_ACCESS_KEY_ID, _SECRET and _SECURITY_TOKEN are" };

    private static readonly Option<Uri?> Endpoint = new("--endpoint") { HelpName = "URL", Description = "RAM to read it from (default https://ram.aliyuncs.com), or another fccreds", CustomParser = Options.ServerOptions.ReadUrl };

    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "Show what would change, and write nothing" };

    public static CliCommand Create(Terminal terminal)
    {
        var command = new CliCommand("pull", "Copy a role's trust policy and attached policies from the real RAM into fccreds.yaml, with the date. Reads only.")
        {
            Examples =
            [
                new("role pull orders --dry-run", "What would change"),
                new("role pull acs:ram::1234567890123456:role/orders", "Write it"),
            ],
        };
        command.Arguments.Add(Role);
        command.Options.Add(ConfigurationOptions.Config);
        command.Options.Add(Endpoint);
        command.Options.Add(DryRun);
        command.SetAction((parsed, ct) => RunAsync(parsed, terminal, ct));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, Terminal terminal, CancellationToken ct)
    {
        var (name, arn) = ReadRole(parsed.GetRequiredValue(Role));
        var endpoint = parsed.GetValue(Endpoint) ?? UpstreamRam.Cloud;
        if (endpoint.Scheme != Uri.UriSchemeHttps && !endpoint.IsLoopback) throw CliFailure.Usage($"--endpoint: {endpoint} would send your key's signatures and token in the clear.", "Write https.");
        var key = InheritedSecrets.CloudAccessKey() ?? throw CliFailure.Usage("role pull needs a key of yours.", "Set ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET; ram:GetRole, ram:ListPoliciesForRole and ram:GetPolicy are asked for.");
        var file = parsed.GetValue(ConfigurationOptions.Config)?.FullName ?? Path.GetFullPath(ConfigurationFile.Names.FirstOrDefault(File.Exists) ?? ConfigurationFile.Names[0]);

        using var ram = new UpstreamRam(endpoint, key, TimeProvider.System);
        var (role, unread) = await ReadAsync(ram, name, ct);
        if (arn is not null && role.Arn != arn) throw CliFailure.Failed($"The key is of another account: its role is {role.Arn}.");
        var pull = RolePull.Prepare(file, role, unread, DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime));
        return Report(parsed.GetValue(DryRun), pull, role, file, terminal);
    }

    private static int Report(bool isDryRun, RolePull pull, UpstreamRoleRecord role, string file, Terminal terminal)
    {
        foreach (var mistake in pull.Mistakes) terminal.Error.Say($"[red]error:[/] {mistake}");
        if (pull.Mistakes.Count > 0) throw CliFailure.Failed($"{role.Arn} cannot be pulled; {file} was left as it is.");
        foreach (var (line, removed, added) in pull.Changes)
        {
            terminal.Out.Say($"[grey]@@ {Path.GetFileName(file)}:{line}[/]");
            foreach (var gone in removed) terminal.Out.Say($"[red]-{gone}[/]");
            foreach (var fresh in added) terminal.Out.Say($"[green]+{fresh}[/]");
        }
        foreach (var note in pull.Notes) terminal.Warn(note);
        if (pull.Changes.Count == 0) terminal.Error.Say($"{file} says of {role.Arn} what the cloud says.");
        else if (isDryRun) terminal.Error.Say($"Nothing was written.");
        else
        {
            pull.Write();
            terminal.Error.Say($"{role.Arn} is in {file}.");
        }
        return ExitCodes.Success;
    }

    private static async Task<(UpstreamRoleRecord Role, IReadOnlyList<string> Unread)> ReadAsync(UpstreamRam ram, string name, CancellationToken ct)
    {
        try
        {
            return await ram.ReadAsync(name, ct);
        }
        catch (ServiceException refused)
        {
            throw CliFailure.Failed(refused.Message);
        }
    }

    private static (string Name, string? Arn) ReadRole(string text)
    {
        if (RoleArn.TryParse(text, out var arn)) return (arn.RoleName, text);
        return RoleArn.IsRoleName(text) ? (text, null) : throw CliFailure.Usage($"'{text}' is neither the name nor the ARN of a role.", "Write orders or acs:ram::1234567890123456:role/orders.");
    }
}
