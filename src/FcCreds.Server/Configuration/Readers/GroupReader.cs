using FcCreds.Identity.Ram;
using FcCreds.Server.Configuration.Yaml;

namespace FcCreds.Server.Configuration.Readers;

/// <summary>Reads <c>groups</c>.</summary>
internal sealed class GroupReader(PolicyReader policies, Problems problems)
{
    public IReadOnlyList<GroupDeclaration> Read(IReadOnlyList<YamlValue> items)
    {
        List<GroupDeclaration> groups = [];
        foreach (var item in items)
        {
            if (Section.Open(item, "a group", ConfigurationKeys.Group, problems) is not { } section) continue;
            var attached = policies.Attached(section.Items("policies"));
            if (section.RequiredText("name") is not { } name) continue;
            if (!IsGroupName(name)) problems.Error(section.At("name"), $"'{name}' is no group name: up to 64 letters, digits, '.', '-' and '_'.");
            if (groups.Any(group => RamNames.Comparer.Equals(group.GroupName, name))) problems.Error(section.At("name"), $"The group '{name}' is declared twice.");
            groups.Add(new() { GroupName = name, Comments = section.Text("comments") ?? "", Policies = attached });
        }
        return groups;
    }

    private static bool IsGroupName(string name) => name.Length is > 0 and <= 64 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_');
}
