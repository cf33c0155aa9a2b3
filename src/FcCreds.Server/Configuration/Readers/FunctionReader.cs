using FcCreds.Fc;
using FcCreds.Fc.Runtimes;
using FcCreds.Identity.Ram;
using FcCreds.Server.Configuration.Yaml;

namespace FcCreds.Server.Configuration.Readers;

/// <summary>Reads <c>functions</c>. Names are unique across all accounts: functions are invoked by name alone.</summary>
internal sealed class FunctionReader(string folder, Problems problems)
{
    private readonly List<FunctionDeclaration> functions = [];
    private readonly FunctionSettingsReader settings = new(folder, problems);
    private readonly TriggerReader triggers = new(problems);

    public IReadOnlyList<FunctionDeclaration> Functions => functions;

    public void Read(IReadOnlyList<YamlValue> items, string accountId, string region, IReadOnlyList<RoleDeclaration> roles)
    {
        foreach (var item in items)
        {
            if (Section.Open(item, "a function", ConfigurationKeys.Function, problems) is not { } section) continue;
            var name = section.RequiredText("name");
            if (name is not null && !FunctionSettingsReader.IsFunctionName(name))
                problems.Error(section.At("name"), $"'{name}' is no function name: up to 64 letters, digits, '-' and '_', beginning with a letter or '_'.");
            if (functions.Exists(function => function.Name == name)) problems.Error(section.At("name"), $"The function '{name}' is declared twice.");

            var runtime = section.RequiredText("runtime");
            if (runtime is not null && FunctionRuntimes.Objection(runtime) is { } objection) problems.Error(section.At("runtime"), objection);
            var known = runtime is null ? null : FunctionRuntime.Find(runtime);
            var handler = FunctionSettingsReader.Handler(section, known);
            settings.Check(section, known);
            var code = settings.CodeFolder(section.RequiredText("code"), section.At("code"));
            var role = Role(section, accountId, roles);
            var read = settings.Read(section);
            var called = triggers.Read(name ?? "", section.Items("triggers"));
            if (name is null || runtime is null || handler is null || code is null) continue;
            functions.Add(read with { Name = name, AccountId = accountId, Region = region, Runtime = runtime, Handler = handler, CodePath = code, RoleArn = role, Triggers = called });
        }
    }

    /// <summary>A role by name or ARN; it must be declared in the function's own account.</summary>
    private string? Role(Section section, string accountId, IReadOnlyList<RoleDeclaration> roles)
    {
        if (section.Text("role") is not { } written) return null;
        var name = written;
        if (written.StartsWith("acs:", StringComparison.Ordinal))
        {
            if (!RoleArn.TryParse(written, out var arn))
            {
                problems.Error(section.At("role"), $"'{written}' is no role ARN; one looks like {new RoleArn(accountId, "name")}.");
                return null;
            }
            if (arn.AccountId != accountId)
            {
                problems.Error(section.At("role"), $"The role is in account {arn.AccountId}, the function in {accountId}; a function's role is in its own account.");
                return null;
            }
            name = arn.RoleName;
        }

        if (roles.FirstOrDefault(role => role.RoleName.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } declared)
            return new RoleArn(accountId, declared.RoleName).ToString();
        problems.Error(section.At("role"), $"No role '{name}' is declared under 'roles' of account {accountId}{Suggestion.For(name, roles.Select(role => role.RoleName))}");
        return null;
    }
}
