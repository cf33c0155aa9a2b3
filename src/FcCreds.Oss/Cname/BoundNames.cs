using System.Text;
using System.Xml.Linq;
using FcCreds.Oss.Settings;
using FcCreds.Storage;

namespace FcCreds.Oss.Cname;

/// <summary>
/// Custom domain names and the buckets they are bound to. The list of a bucket, among its settings, is what counts; a document per
/// name leads from the name to the bucket, for every server that shares the store.
/// </summary>
internal sealed class BoundNames(IDocumentStore documents, BucketSettingsStore settings)
{
    public const string SettingName = "cname";

    /// <summary>Null when the name is bound to no bucket.</summary>
    public async ValueTask<string?> BucketOfAsync(string name, CancellationToken ct)
    {
        name = Normal(name);
        if (await documents.FindAsync(Document(name), ct) is not { } lead) return null;
        var bucket = Encoding.UTF8.GetString(lead.Content.Span);
        // The bucket may be gone, and another may have come under its name.
        return IsListed(await settings.FindAsync(bucket, ct), name) ? bucket : null;
    }

    public async ValueTask LeadAsync(string name, string bucket, CancellationToken ct)
        => await documents.PutAsync(Document(name), Encoding.UTF8.GetBytes(bucket), Precondition.Any, ct);

    public ValueTask<bool> ForgetAsync(string name, CancellationToken ct) => documents.DeleteAsync(Document(name), Precondition.Any, ct);

    /// <summary>The Cname elements of a bucket.</summary>
    public static XElement ListOf(BucketSettings settings) => XElement.Parse(settings.Find(SettingName) ?? "<Cnames/>");

    public static bool IsListed(BucketSettings settings, string name) => ListOf(settings).Elements("Cname").Any(one => one.Element("Domain")?.Value == name);

    public static string Normal(string name) => name.Trim().TrimEnd('.').ToLowerInvariant();

    private static string Document(string name) => $"cname/{name}";
}
