using FcCreds.Core.Policy;
using FcCreds.Server.Configuration.Yaml;

namespace FcCreds.Server.Configuration.Readers;

/// <summary>Reads <c>buckets</c>. Names are unique across all accounts.</summary>
internal sealed class BucketReader(string folder, Problems problems)
{
    private static readonly string[] Acls = ["private", "public-read", "public-read-write"];

    private readonly List<BucketDeclaration> buckets = [];

    public IReadOnlyList<BucketDeclaration> Buckets => buckets;

    public void Read(IReadOnlyList<YamlValue> items, string accountId, string region)
    {
        foreach (var item in items)
        {
            if (Section.Open(item, "a bucket", ConfigurationKeys.Bucket, problems) is not { } section) continue;
            var name = section.RequiredText("name");
            var acl = section.Text("acl") ?? "private";
            if (!Acls.Contains(acl)) problems.Error(section.At("acl"), $"'acl' of a bucket is one of {string.Join(", ", Acls)}; this is '{acl}'{Suggestion.For(acl, Acls)}");
            var policy = section.Find("policy") is { } document ? new PolicyReader(problems).Document(document, PolicyKind.Bucket) : null;
            var seed = Seed(section);
            if (name is null) continue;
            if (!IsBucketName(name)) problems.Error(section.At("name"), $"'{name}' is no bucket name: 3 to 63 lower-case letters, digits and hyphens, neither first nor last a hyphen.");
            if (buckets.Exists(bucket => bucket.Name == name)) problems.Error(section.At("name"), $"The bucket '{name}' is declared twice (bucket names are global).");
            buckets.Add(new() { Name = name, AccountId = accountId, Region = region, Acl = acl, Policy = policy, SeedPath = seed });
        }
    }

    private string? Seed(Section section)
    {
        if (section.Text("seed") is not { } seed) return null;
        var path = Path.GetFullPath(seed, folder);
        if (!Directory.Exists(path)) problems.Error(section.At("seed"), $"'seed' of a bucket is a folder whose files are put into it; there is no folder {path}.");
        return path;
    }

    public static bool IsBucketName(string name)
        => name.Length is >= 3 and <= 63 && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-') && name[0] != '-' && name[^1] != '-';
}
