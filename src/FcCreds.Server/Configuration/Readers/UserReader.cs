using FcCreds.Core.Callers;
using FcCreds.Identity.Ram;
using FcCreds.Server.Configuration.Yaml;

namespace FcCreds.Server.Configuration.Readers;

/// <summary>Reads <c>users</c> and access keys. Key ids are unique across all accounts.</summary>
internal sealed class UserReader(HashSet<string> accessKeyIds, Problems problems)
{
    private const int MaxAccessKeysPerUser = 2;

    public IReadOnlyList<UserDeclaration> Read(IReadOnlyList<YamlValue> items, PolicyReader policies, IReadOnlyList<GroupDeclaration> groups)
    {
        List<UserDeclaration> users = [];
        foreach (var item in items)
        {
            if (Section.Open(item, "a user", ConfigurationKeys.User, problems) is not { } section) continue;
            var name = section.RequiredText("name");
            var keys = section.Items("accessKeys");
            if (keys.Count > MaxAccessKeysPerUser) problems.Error(keys[MaxAccessKeysPerUser].At, $"A user has at most {MaxAccessKeysPerUser} access keys.");
            AccessKeyDeclaration[] accessKeys = [.. keys.Select(key => AccessKey(key)).OfType<AccessKeyDeclaration>()];
            var attached = policies.Attached(section.Items("policies"));
            if (name is null) continue;
            if (!IsUserName(name)) problems.Error(section.At("name"), $"'{name}' is no user name: up to 64 letters, digits, '.', '-', '_' and '@'.");
            if (users.Any(user => RamNames.Comparer.Equals(user.UserName, name))) problems.Error(section.At("name"), $"The user '{name}' is declared twice.");
            users.Add(new()
            {
                UserName = name,
                DisplayName = section.Text("displayName") ?? name,
                Comments = section.Text("comments") ?? "",
                AccessKeys = accessKeys,
                Groups = Groups(section.Items("groups"), groups),
                Policies = attached,
            });
        }
        return users;
    }

    public AccessKeyDeclaration? AccessKey(YamlValue item)
    {
        if (Section.Open(item, "an access key", ConfigurationKeys.AccessKey, problems) is not { } section) return null;
        var id = section.RequiredText("id");
        var secret = section.RequiredText("secret");
        var status = section.Text("status") ?? "Active";
        if (status is not ("Active" or "Inactive")) problems.Error(section.At("status"), "'status' of an access key is Active or Inactive.");
        if (id is not null)
        {
            if (id.StartsWith("STS.", StringComparison.Ordinal)) problems.Error(section.At("id"), "An access key id that begins with 'STS.' belongs to temporary credentials; a declared key has another.");
            else if (!IsAccessKeyId(id)) problems.Error(section.At("id"), "An access key id has 5 to 128 letters, digits, '.', '-' and '_'.");
            if (!accessKeyIds.Add(id)) problems.Error(section.At("id"), $"The access key id '{id}' is declared twice.");
        }
        return id is null || secret is null ? null : new(id, new Secret(secret), status == "Active");
    }

    /// <summary>By the names under which they are declared.</summary>
    private List<string> Groups(IReadOnlyList<YamlValue> items, IReadOnlyList<GroupDeclaration> declared)
    {
        List<string> names = [];
        foreach (var item in items)
        {
            if (item is YamlText text && declared.FirstOrDefault(group => RamNames.Comparer.Equals(group.GroupName, text.Value)) is { } group) names.Add(group.GroupName);
            else problems.Error(item.At, $"No group '{(item as YamlText)?.Value}' is declared under 'groups'.");
        }
        return names;
    }

    private static bool IsUserName(string name) => name.Length is > 0 and <= 64 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or '@');

    private static bool IsAccessKeyId(string id) => id.Length is >= 5 and <= 128 && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_');
}
