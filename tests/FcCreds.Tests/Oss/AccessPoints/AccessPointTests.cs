using System.Text;

namespace FcCreds.Tests.Oss.AccessPoints;

public sealed class AccessPointTests
{
    private static readonly (string, string)[] Named = [("x-oss-access-point-name", "ap-01")];

    [Fact]
    public async Task An_access_point_is_made_shown_listed_and_removed()
    {
        await using var oss = await OssFixture.StartAsync();
        var made = (await CreateAsync(oss, "ap-01")).IsOk();
        Assert.Equal("stored-only", made["x-fccreds-effect"]);
        Assert.EndsWith("accesspoint/ap-01", made.Xml.Element("AccessPointArn")!.Value, StringComparison.Ordinal);
        (await CreateAsync(oss, "ap-01")).IsRefused(409, "AccessPointAlreadyExists");
        (await CreateAsync(oss, "AP_01")).IsRefused(400, "InvalidArgument");

        Assert.Equal("internet", (await SendAsync(oss, "GET", "accessPoint", Named)).IsOk().Xml.Element("NetworkOrigin")!.Value);
        (await SendAsync(oss, "GET", "accessPoint", [("x-oss-access-point-name", "other")])).IsRefused(404, "NoSuchAccessPoint");
        Assert.Equal(["ap-01"], (await SendAsync(oss, "GET", "accessPoint", [])).IsOk().Xml.Descendants("AccessPointName").Select(name => name.Value));
        Assert.Equal(["ap-01"], (await oss.Client.GetAsync("/", ("accessPoint", null))).IsOk().Xml.Descendants("AccessPointName").Select(name => name.Value));

        (await SendAsync(oss, "DELETE", "accessPoint", Named)).IsOk(204);
        (await SendAsync(oss, "DELETE", "accessPoint", Named)).IsRefused(404, "NoSuchAccessPoint");
    }

    [Fact]
    public async Task Its_policy_goes_with_it()
    {
        await using var oss = await OssFixture.StartAsync();
        const string policy = """{"Version":"1","Statement":[{"Effect":"Deny","Action":["oss:PutObject"],"Principal":["20001"],"Resource":["acs:oss:*:*:photos/*"]}]}""";
        (await SendAsync(oss, "PUT", "accessPointPolicy", Named, policy)).IsRefused(404, "NoSuchAccessPoint");
        (await CreateAsync(oss, "ap-01")).IsOk();
        (await SendAsync(oss, "GET", "accessPointPolicy", Named)).IsRefused(404, "NoSuchAccessPointPolicy");
        (await SendAsync(oss, "PUT", "accessPointPolicy", Named, "{}")).IsRefused(400, "InvalidPolicyDocument");
        (await SendAsync(oss, "PUT", "accessPointPolicy", Named, policy)).IsOk();
        Assert.Equal(policy, (await SendAsync(oss, "GET", "accessPointPolicy", Named)).IsOk().Text);
        (await SendAsync(oss, "DELETE", "accessPoint", Named)).IsOk(204);
        (await CreateAsync(oss, "ap-01")).IsOk();
        (await SendAsync(oss, "GET", "accessPointPolicy", Named)).IsRefused(404, "NoSuchAccessPointPolicy");
    }

    [Fact]
    public async Task Its_public_access_block_is_kept_and_goes_with_it()
    {
        const string On = "<PublicAccessBlockConfiguration><BlockPublicAccess>true</BlockPublicAccess></PublicAccessBlockConfiguration>";
        await using var oss = await OssFixture.StartAsync();
        (await BlockAsync("GET")).IsRefused(404, "NoSuchAccessPoint");
        (await CreateAsync(oss, "ap-01")).IsOk();
        Assert.Equal("false", (await BlockAsync("GET")).IsOk().Xml.Value);
        (await BlockAsync("PUT", On)).IsOk();
        Assert.Equal("true", (await BlockAsync("GET")).IsOk().Xml.Value);
        // The bucket's own is another.
        Assert.Equal("false", (await oss.Client.GetAsync("/photos", ("publicAccessBlock", null))).IsOk().Xml.Value);
        (await SendAsync(oss, "DELETE", "accessPoint", Named)).IsOk(204);
        (await CreateAsync(oss, "ap-01")).IsOk();
        Assert.Equal("false", (await BlockAsync("GET")).IsOk().Xml.Value);

        Task<OssAnswer> BlockAsync(string method, string? body = null) => oss.Client.SendAsync(new(method, "/photos")
        {
            Query = [("publicAccessBlock", null), ("x-oss-access-point-name", "ap-01")],
            Body = body is null ? null : Encoding.UTF8.GetBytes(body),
        });
    }

    [Fact]
    public async Task The_account_has_bandwidths_without_limit()
    {
        await using var oss = await OssFixture.StartAsync();
        var info = (await oss.Client.GetAsync("/", ("qosInfo", null))).IsOk().Xml;
        Assert.Equal("oss-cn-hangzhou", info.Element("Region")!.Value);
        Assert.Equal(6, info.Elements().Count(element => element.Value == "-1"));
    }

    private static Task<OssAnswer> CreateAsync(OssFixture oss, string name) => SendAsync(oss, "PUT", "accessPoint", [],
        $"<CreateAccessPointConfiguration><AccessPointName>{name}</AccessPointName><NetworkOrigin>internet</NetworkOrigin></CreateAccessPointConfiguration>");

    private static Task<OssAnswer> SendAsync(OssFixture oss, string method, string query, (string, string)[] headers, string? body = null)
        => oss.Client.SendAsync(new(method, "/photos") { Query = [(query, null)], Headers = headers, Body = body is null ? null : Encoding.UTF8.GetBytes(body) });
}
