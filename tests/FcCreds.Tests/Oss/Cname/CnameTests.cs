using System.Text;
using FcCreds.Core.Signing;

namespace FcCreds.Tests.Oss.Cname;

public sealed class CnameTests
{
    private const string Host = "static.shop.test";

    [Fact]
    public async Task A_bound_name_leads_to_its_bucket()
    {
        await using var oss = await OssFixture.StartAsync();
        await oss.Client.PutAsync("/photos/a", "content", ("x-oss-object-acl", "public-read"));
        var request = new OssRequest("GET", "/a") { Host = Host, Names = ("photos", "a") };
        (await oss.Client.SendAsync(request)).IsRefused(403, "NonStandardHostForbidden");
        (await SendAsync(oss, "add")).IsOk();
        Assert.Equal("content", (await oss.Client.SendAsync(request)).IsOk().Text);
        Assert.Equal("content", (await oss.Client.SendAsync(request with { Signing = Signing.V1, Host = "STATIC.shop.test:8080" })).IsOk().Text);
        Assert.Equal("content", (await oss.As(null).SendAsync(request)).IsOk().Text);
        (await SendAsync(oss, "delete")).IsOk();
        (await SendAsync(oss, "delete")).IsOk();
        (await oss.Client.SendAsync(request)).IsRefused(403, "NonStandardHostForbidden");
    }

    [Fact]
    public async Task Names_are_listed_with_their_state_and_never_with_a_key()
    {
        await using var oss = await OssFixture.StartAsync();
        Assert.Empty((await oss.Client.GetAsync("/photos", ("cname", null))).IsOk().Xml.Elements("Cname"));
        await SendAsync(oss, "add");
        (await SendAsync(oss, "add", certificate: "<CertificateConfiguration><CertId>cert-1</CertId><PrivateKey>very secret</PrivateKey></CertificateConfiguration>")).IsOk();
        var listed = (await oss.Client.GetAsync("/photos", ("cname", null))).IsOk();
        Assert.Equal(("photos", OssFixture.Account), (listed.Xml.Element("Bucket")!.Value, listed.Xml.Element("Owner")!.Value));
        var name = Assert.Single(listed.Xml.Elements("Cname"));
        Assert.Equal((Host, "Enabled", "cert-1"), (name.Element("Domain")!.Value, name.Element("Status")!.Value, name.Element("Certificate")!.Element("CertId")!.Value));
        Assert.DoesNotContain("secret", listed.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_stays_the_same_until_it_is_old()
    {
        await using var oss = await OssFixture.StartAsync();
        (await oss.Client.GetAsync("/photos", ("cname", Host), ("comp", "token"))).IsRefused(404, "NoSuchCnameToken");
        var made = (await SendAsync(oss, "token")).IsOk().Xml;
        Assert.Equal(("photos", Host), (made.Element("Bucket")!.Value, made.Element("Cname")!.Value));
        Assert.Equal(made.Element("Token")!.Value, (await SendAsync(oss, "token")).Xml.Element("Token")!.Value);
        Assert.Equal(made.Element("Token")!.Value, (await oss.Client.GetAsync("/photos", ("cname", Host), ("comp", "token"))).IsOk().Xml.Element("Token")!.Value);
        oss.Clocks.Life.Shift = TimeSpan.FromHours(73);
        (await oss.Client.GetAsync("/photos", ("cname", Host), ("comp", "token"))).IsRefused(404, "NoSuchCnameToken");
        Assert.NotEqual(made.Element("Token")!.Value, (await SendAsync(oss, "token")).IsOk().Xml.Element("Token")!.Value);
    }

    [Theory]
    [InlineData("example.com")]
    [InlineData("www.example.com")]
    [InlineData("img.example")]
    public async Task Nobody_owns_a_documentation_s_domain(string domain)
    {
        await using var oss = await OssFixture.StartAsync();
        (await SendAsync(oss, "add", domain)).IsRefused(403, "NeedVerifyDomainOwnership", "0018-00000115");
    }

    [Theory]
    [InlineData("")]
    [InlineData("shop")]
    [InlineData("a b.test")]
    public async Task What_is_no_domain_is_refused(string domain)
    {
        await using var oss = await OssFixture.StartAsync();
        (await SendAsync(oss, "add", domain)).IsRefused(400, "InvalidArgument");
    }

    [Fact]
    public async Task A_name_is_bound_once()
    {
        await using var oss = await OssFixture.StartAsync();
        await SendAsync(oss, "add");
        await oss.Client.PutAsync("/second");
        (await SendAsync(oss, "add", bucket: "second")).IsRefused(409, "CnameAlreadyExists");
        await oss.As(oss.Stranger).PutAsync("/strange");
        (await SendAsync(oss, "add", bucket: "strange", with: oss.Stranger)).IsRefused(403, "CnameDenied");
        (await oss.Client.DeleteAsync("/photos")).IsOk(204);
        (await SendAsync(oss, "add", bucket: "second")).IsOk();
    }

    [Fact]
    public async Task A_deleted_bucket_takes_its_names_with_it()
    {
        await using var oss = await OssFixture.StartAsync();
        await SendAsync(oss, "add");
        await oss.Client.DeleteAsync("/photos");
        await oss.Client.PutAsync("/photos");
        (await oss.Client.SendAsync(new("GET", "/") { Host = Host, Names = ("photos", "") })).IsRefused(403, "NonStandardHostForbidden");
    }

    private static Task<OssAnswer> SendAsync(OssFixture oss, string what, string domain = Host, string certificate = "", string bucket = "photos", SigningKey? with = null)
        => oss.As(with ?? oss.Root).SendAsync(new("POST", $"/{bucket}")
        {
            Query = [("cname", null), ("comp", what)],
            Body = Encoding.UTF8.GetBytes($"<BucketCnameConfiguration><Cname><Domain>{domain}</Domain>{certificate}</Cname></BucketCnameConfiguration>"),
        });
}
