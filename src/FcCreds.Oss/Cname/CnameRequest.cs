using System.Xml.Linq;

namespace FcCreds.Oss.Cname;

/// <summary>The body of the requests about a domain name: <c>BucketCnameConfiguration</c>.</summary>
internal sealed record CnameRequest(string Domain, XElement? Certificate)
{
    private const int MaxBody = 64 * 1024;

    public static async ValueTask<CnameRequest> ReadAsync(OssCall call, CancellationToken ct)
    {
        var document = await OssXml.ReadAsync(call, "BucketCnameConfiguration", MaxBody, ct) ?? throw OssXml.Malformed("The body is empty.");
        // Old clients put the Domain at the top.
        var cname = document.Element("Cname") ?? document;
        return new(Check(cname.Element("Domain")?.Value ?? ""), cname.Element("CertificateConfiguration"));
    }

    public static string Check(string domain)
    {
        var name = BoundNames.Normal(domain);
        return name.Length <= 253 && name.Contains('.', StringComparison.Ordinal) && Uri.CheckHostName(name) == UriHostNameType.Dns
            ? name
            : throw OssErrors.BadArgument("The domain name is not valid.", "Domain", domain);
    }
}
