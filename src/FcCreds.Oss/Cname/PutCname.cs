using System.Xml.Linq;
using FcCreds.Oss.Access;
using FcCreds.Oss.Api;
using FcCreds.Oss.Settings;

namespace FcCreds.Oss.Cname;

/// <summary>
/// "PutCname": binds a domain name to the bucket. Whose a name is is not looked up in the DNS here: any is taken as the caller's but
/// those that are reserved for documentation, which nobody owns.
/// </summary>
internal sealed class PutCname : IOperation<PutCname>
{
    /// <summary>RFC 2606.</summary>
    private static readonly string[] Nobodys = ["example.com", "example.net", "example.org", "example"];

    public required CnameRequest Asked { get; init; }

    public static async ValueTask<PutCname> ReadAsync(OssCall call, CancellationToken ct) => new() { Asked = await CnameRequest.ReadAsync(call, ct) };

    public static IEnumerable<Demand> Demands(PutCname input, OssCall call) => [Demand.OnBucket(call)];

    public static async ValueTask<OssReply> RunAsync(PutCname input, OssCall call, CancellationToken ct)
    {
        var (domain, certificate) = input.Asked;
        if (Array.Exists(Nobodys, name => domain == name || domain.EndsWith($".{name}", StringComparison.Ordinal))) throw OssErrors.NeedVerifyDomainOwnership.With(("Domain", domain));
        var names = new BoundNames(call.Store.Documents, call.SettingsStore);
        if (await names.BucketOfAsync(domain, ct) is { } bound && bound != call.Bucket.Name)
        {
            var other = await call.Store.FindBucketAsync(bound, ct);
            throw (other?.OwnerAccountId == call.Bucket.OwnerAccountId ? OssErrors.CnameAlreadyExists : OssErrors.CnameDenied).With(("Domain", domain));
        }
        var now = OssXml.Time(call.Clocks.Wire.GetUtcNow());
        await call.ChangeSettingsAsync(settings => With(settings, domain, certificate, now), ct);
        await names.LeadAsync(domain, call.Bucket.Name, ct);
        return OssReply.Empty();
    }

    private static BucketSettings With(BucketSettings settings, string domain, XElement? certificate, string now)
    {
        var list = BoundNames.ListOf(settings);
        var entry = list.Elements("Cname").FirstOrDefault(one => one.Element("Domain")?.Value == domain);
        if (entry is null) list.Add(entry = new("Cname", new XElement("Domain", domain)));
        entry.SetElementValue("LastModified", now);
        entry.SetElementValue("Status", "Enabled");
        if (certificate is not null) Describe(entry, certificate, now);
        return settings.With(BoundNames.SettingName, list.ToString(SaveOptions.DisableFormatting));
    }

    /// <summary>The certificate itself, and its key above all, is not kept: nothing here answers TLS with it.</summary>
    private static void Describe(XElement entry, XElement certificate, string now)
    {
        entry.Element("Certificate")?.Remove();
        if (certificate.Element("DeleteCertificate")?.Value.Trim().ToLowerInvariant() == "true") return;
        var id = certificate.Element("CertId")?.Value;
        entry.Add(new XElement("Certificate",
            new XElement("Type", string.IsNullOrEmpty(id) ? "Upload" : "CAS"),
            new XElement("CertId", id ?? ""),
            new XElement("Status", "Enabled"),
            new XElement("CreationDate", now)));
    }
}

/// <summary>"DeleteCname"; 200 whether or not it was bound.</summary>
internal sealed class DeleteCname : IOperation<DeleteCname>
{
    public required string Domain { get; init; }

    public static async ValueTask<DeleteCname> ReadAsync(OssCall call, CancellationToken ct) => new() { Domain = (await CnameRequest.ReadAsync(call, ct)).Domain };

    public static IEnumerable<Demand> Demands(DeleteCname input, OssCall call) => [Demand.OnBucket(call)];

    public static async ValueTask<OssReply> RunAsync(DeleteCname input, OssCall call, CancellationToken ct)
    {
        if (!BoundNames.IsListed(call.Settings, input.Domain)) return OssReply.Empty();
        await call.ChangeSettingsAsync(settings => Without(settings, input.Domain), ct);
        await new BoundNames(call.Store.Documents, call.SettingsStore).ForgetAsync(input.Domain, ct);
        return OssReply.Empty();
    }

    private static BucketSettings Without(BucketSettings settings, string domain)
    {
        var list = BoundNames.ListOf(settings);
        list.Elements("Cname").Where(one => one.Element("Domain")?.Value == domain).Remove();
        return settings.With(BoundNames.SettingName, list.HasElements ? list.ToString(SaveOptions.DisableFormatting) : null);
    }
}

/// <summary>"ListCname".</summary>
internal sealed class ListCname : IPlainOperation<ListCname>
{
    public static IEnumerable<Demand> Demands(ListCname input, OssCall call) => [Demand.OnBucket(call)];

    public static ValueTask<OssReply> RunAsync(ListCname input, OssCall call, CancellationToken ct) => new(OssReply.Xml(new XElement("ListCnameResult",
        new XElement("Bucket", call.Bucket.Name),
        new XElement("Owner", call.Bucket.OwnerAccountId),
        BoundNames.ListOf(call.Settings).Elements("Cname"))));
}
