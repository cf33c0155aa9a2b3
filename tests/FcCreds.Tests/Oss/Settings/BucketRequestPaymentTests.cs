using System.Text;

namespace FcCreds.Tests.Oss.Settings;

public sealed class BucketRequestPaymentTests
{
    private const string OtherMay = """
        {"Version":"1","Statement":[{"Effect":"Allow","Principal":["6543210987654321"],"Action":"oss:*","Resource":["acs:oss:*:*:photos","acs:oss:*:*:photos/*"]}]}
        """;

    private static readonly (string, string) Agrees = ("x-oss-request-payer", "requester");

    [Fact]
    public async Task The_owner_pays_until_it_is_set()
    {
        await using var oss = await OssFixture.StartAsync();
        Assert.Equal("BucketOwner", (await oss.Client.GetAsync("/photos", ("requestPayment", null))).IsOk().Xml.Element("Payer")!.Value);
        (await PutAsync(oss, "Requester")).IsOk();
        Assert.Equal("Requester", (await oss.Client.GetAsync("/photos", ("requestPayment", null))).Xml.Element("Payer")!.Value);
        (await PutAsync(oss, "Nobody")).IsRefused(400, "MalformedXML");
    }

    [Fact]
    public async Task Another_account_must_agree_to_pay()
    {
        await using var oss = await OssFixture.StartAsync();
        await oss.Client.PutAsync("/photos/a", "x");
        await oss.Client.SendAsync(new("PUT", "/photos") { Query = [("policy", null)], Body = Encoding.UTF8.GetBytes(OtherMay) });
        var other = oss.As(oss.Stranger);
        Assert.Null((await other.GetAsync("/photos/a")).IsOk()["x-oss-request-charged"]);
        await PutAsync(oss, "Requester");
        foreach (var request in new OssRequest[] { new("GET", "/photos/a"), new("PUT", "/photos/b") { Body = "x"u8.ToArray() }, new("GET", "/photos"), new("DELETE", "/photos/b") })
        {
            var refused = await other.SendAsync(request);
            refused.IsRefused(403, "AccessDenied", "0003-00000703");
            Assert.Equal(("Access denied for requester pay bucket", "photos"), (refused.Message, refused.Error.Element("BucketName")!.Value));
            var answer = await other.SendAsync(request with { Headers = [Agrees] });
            Assert.True(answer.Status < 300, answer.Text);
            Assert.Equal("requester", answer["x-oss-request-charged"]);
        }
        (await other.SendAsync(new("GET", "/photos/a") { Signing = Signing.PresignedV4, Query = [("x-oss-request-payer", "requester")] })).IsOk();
    }

    [Fact]
    public async Task A_batch_that_nobody_pays_for_is_refused_as_a_whole()
    {
        await using var oss = await OssFixture.StartAsync();
        await oss.Client.SendAsync(new("PUT", "/photos") { Query = [("policy", null)], Body = Encoding.UTF8.GetBytes(OtherMay) });
        await PutAsync(oss, "Requester");
        var request = new OssRequest("POST", "/photos") { Query = [("delete", null)], Body = "<Delete><Object><Key>a</Key></Object></Delete>"u8.ToArray() };
        (await oss.As(oss.Stranger).SendAsync(request)).IsRefused(403, "AccessDenied", "0003-00000703");
        (await oss.As(oss.Stranger).SendAsync(request with { Headers = [Agrees] })).IsOk();
    }

    [Fact]
    public async Task The_owner_s_people_pay_nothing_and_nobody_cannot_pay()
    {
        await using var oss = await OssFixture.StartAsync();
        await oss.Client.PutAsync("/photos/a", "x", ("x-oss-object-acl", "public-read"));
        await PutAsync(oss, "Requester");
        (await oss.Client.GetAsync("/photos/a")).IsOk();
        (await oss.As(oss.AddUser("LTAIreader", OssFixture.Allow("oss:GetObject"))).GetAsync("/photos/a")).IsOk();
        (await oss.As(null).SendAsync(new("GET", "/photos/a") { Headers = [Agrees] })).IsRefused(403, "AccessDenied", "0003-00000703");
    }

    private static Task<OssAnswer> PutAsync(OssFixture oss, string payer) => oss.Client.SendAsync(new("PUT", "/photos")
    {
        Query = [("requestPayment", null)],
        Body = Encoding.UTF8.GetBytes($"<RequestPaymentConfiguration><Payer>{payer}</Payer></RequestPaymentConfiguration>"),
    });
}
