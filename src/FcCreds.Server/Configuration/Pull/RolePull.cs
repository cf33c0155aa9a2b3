using FcCreds.Identity.Ram;
using FcCreds.Identity.Ram.Records;
using FcCreds.Identity.Upstream;
using FcCreds.Server.Hosting;

namespace FcCreds.Server.Configuration.Pull;

/// <summary>A role of the real cloud on its way into a configuration file: what would change, or why it cannot.</summary>
internal sealed class RolePull
{
    private readonly string path;
    private readonly string text;

    private RolePull(string path, string text, IReadOnlyList<TextChange> changes, IReadOnlyList<string> mistakes, IReadOnlyList<string> notes)
        => (this.path, this.text, Changes, Mistakes, Notes) = (path, text, changes, mistakes, notes);

    public IReadOnlyList<TextChange> Changes { get; }

    /// <summary>All of them; with one nothing is written.</summary>
    public IReadOnlyList<string> Mistakes { get; }

    public IReadOnlyList<string> Notes { get; }

    /// <param name="path">The configuration file, which need not be there yet.</param>
    /// <param name="role">What was read of the role.</param>
    /// <param name="unread">What was not.</param>
    /// <param name="today">For the mark.</param>
    public static RolePull Prepare(string path, UpstreamRoleRecord role, IReadOnlyList<string> unread, DateOnly today)
    {
        List<string> mistakes = [.. unread];
        var pulled = PulledRole.Of(role, today, mistakes);
        var account = RoleArn.TryParse(role.Arn!, out var arn) ? arn.AccountId : AccountIds.Default;
        var isNew = !File.Exists(path);
        var shown = Path.GetFileName(path);
        var before = isNew ? $"account: \"{account}\"\n" : File.ReadAllText(path);
        var edited = new ConfigurationText(shown, before, account);
        var problems = new Problems();
        foreach (var policy in pulled.Policies) edited.Put("policies", policy, problems);
        edited.Put("roles", pulled.Role, problems);
        var after = edited.ToString();
        List<string> notes = [.. pulled.Notes];
        if (!problems.HasErrors && mistakes.Count == 0)
        {
            // Read as a server would read it: what it would refuse is not written.
            var read = ConfigurationFile.Read(shown, Path.GetDirectoryName(Path.GetFullPath(path))!, after, problems);
            if (!problems.HasErrors && !read.Accounts.Any(one => one.AccountId == account))
                notes.Add($"{shown} is the account {read.AccountId}: what the role's policies say of {account} does not reach it. Write account: \"{account}\" to have it meant.");
            notes.AddRange(MissingProviders(read, role.RoleName!).Select(provider => $"The role trusts {provider}, which is not declared here (oidcProviders, samlProviders)."));
        }
        mistakes.AddRange(problems.Sorted().Where(problem => !problem.IsWarning).Select(problem => problem.ToString()));
        return new(path, after, isNew && edited.Changes.Count > 0 ? [new(1, [], [before.TrimEnd('\n')]), .. edited.Changes] : edited.Changes, mistakes, notes);
    }

    private static IEnumerable<string> MissingProviders(FcCredsConfiguration read, string roleName)
    {
        var account = read.Accounts.FirstOrDefault(one => one.Roles.Any(role => RamNames.Comparer.Equals(role.RoleName, roleName)));
        var declared = account?.OidcProviders.Select(provider => OidcProvider.ArnOf(account.AccountId, provider.OidcProviderName))
            .Concat(account.SamlProviders.Select(provider => SamlProvider.ArnOf(account.AccountId, provider.SamlProviderName)));
        return account is null ? [] : account.Roles.First(role => RamNames.Comparer.Equals(role.RoleName, roleName)).Trust.Statements
            .SelectMany(statement => statement.Principal?.Federated ?? []).Distinct().Except(declared!);
    }

    /// <summary>The file as a whole, or not at all; its mode stays, and a link goes on leading to it.</summary>
    public void Write()
    {
        if (Mistakes.Count > 0) throw new InvalidOperationException("There are mistakes.");
        var target = File.Exists(path) ? File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path : path;
        const UnixFileMode Usual = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
        AtomicFile.Write(target, text, !OperatingSystem.IsWindows() && File.Exists(target) ? File.GetUnixFileMode(target) : Usual);
    }
}
