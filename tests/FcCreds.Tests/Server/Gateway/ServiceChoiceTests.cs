using FcCreds.Core.Http;
using FcCreds.Core.Time;
using FcCreds.Fc;
using FcCreds.Fc.Domains;
using FcCreds.Fc.Triggers.Http;
using FcCreds.Oss.Addressing;
using FcCreds.Server.Gateway;

namespace FcCreds.Tests.Server.Gateway;

public sealed class ServiceChoiceTests
{
    private const string Acs3 = "ACS3-HMAC-SHA256 Credential=a,SignedHeaders=host,Signature=b";

    private static readonly HttpDestinations Triggers = TriggersOf("orders");

    [Theory]
    // The cloud's names.
    [InlineData("oss-cn-hangzhou.aliyuncs.com", "/", null, "Oss")]
    [InlineData("photos.oss-cn-shenzhen-internal.aliyuncs.com", "/a", null, "Oss")]
    [InlineData("photos.oss-accelerate.aliyuncs.com", "/a", null, "Oss")]
    [InlineData("photos.cn-hangzhou.oss.aliyuncs.com", "/a", null, "Oss")]
    [InlineData("sts.aliyuncs.com", "/", null, "Rpc")]
    [InlineData("sts.cn-hangzhou.aliyuncs.com", "/", null, "Rpc")]
    [InlineData("ram.aliyuncs.com", "/", null, "Rpc")]
    [InlineData("ims.aliyuncs.com", "/", null, "Rpc")]
    [InlineData("sts-vpc.cn-hangzhou.aliyuncs.com", "/", null, "Rpc")]
    [InlineData("1234567890123456.cn-hangzhou.fc.aliyuncs.com", "/2023-03-30/functions", null, "Fc")]
    [InlineData("fcv3.cn-hangzhou.aliyuncs.com", "/2023-03-30/functions", null, "Fc")]
    [InlineData("ecs.aliyuncs.com", "/", null, "NotServed")]
    [InlineData("aliyuncs.com", "/", null, "NotServed")]
    [InlineData("100.100.100.200", "/latest/meta-data/ram/security-credentials/", null, "Metadata")]
    [InlineData("100.100.100.200:80", "/latest/api/token", null, "Metadata")]
    [InlineData("gosspublic.alicdn.com", "/callback_pub_key_v1.pem", null, "CallbackKey")]
    [InlineData("gosspublic.alicdn.com", "/aliyun-oss-sdk.min.js", null, "NotServed")]
    // A bucket's own name decides before anything else.
    [InlineData("sts.oss-cn-hangzhou.aliyuncs.com", "/a", null, "Oss")]
    [InlineData("fcv3.oss-cn-hangzhou.aliyuncs.com", "/2023-03-30/functions", Acs3, "Oss")]
    [InlineData("photos.localhost:8280", "/_fccreds/health", null, "Oss")]
    [InlineData("photos.127.0.0.1:8280", "/_fccreds/health", null, "Oss")]
    // Our own names.
    [InlineData("127.0.0.1:8280", "/_fccreds/health", null, "Control")]
    [InlineData("localhost:8280", "/_fccreds/journal", null, "Control")]
    [InlineData("fccreds:8280", "/_fccreds/health", null, "Control")]
    [InlineData("evil.example", "/_fccreds/journal", null, "Oss")]
    [InlineData("127.0.0.1:8280", "/photos/a", null, "Oss")]
    [InlineData("127.0.0.1:8280", "/latest/meta-data", null, "Oss")]
    [InlineData("127.0.0.1:8280", "/2023-03-30/functions", null, "Oss")]
    [InlineData("127.0.0.1:8280", "/2023-03-30/functions", Acs3, "Fc")]
    [InlineData("127.0.0.1:8280", "/2023-03-30/functions", "FC a:b", "Fc")]
    [InlineData("127.0.0.1:8280", "/", Acs3, "Rpc")]
    [InlineData("127.0.0.1:8280", "/?Action=GetCallerIdentity", null, "Rpc")]
    [InlineData("127.0.0.1:8280", "/photos/a?Action=x", null, "Oss")]
    // HTTP triggers: names of their own, ours below fcapp, and paths.
    [InlineData("orders-abcdefghij.cn-shenzhen.fcapp.run", "/", null, "HttpTrigger")]
    [InlineData("orders-abcdefghij.cn-shenzhen-vpc.fcapp.run", "/_fccreds/health", null, "HttpTrigger")]
    [InlineData("fcapp.run", "/", null, "NotServed")]
    [InlineData("orders.fcapp.localhost:8280", "/_fccreds/health", null, "HttpTrigger")]
    [InlineData("fcapp.localhost:8280", "/a", null, "Oss")]
    [InlineData("127.0.0.1:8280", "/_fccreds/http/orders/a", null, "HttpTrigger")]
    [InlineData("127.0.0.1:8280", "/_fccreds/http/orders/a", Acs3, "HttpTrigger")]
    [InlineData("evil.example", "/_fccreds/http/orders/a", null, "Oss")]
    [InlineData("127.0.0.1:8280", "/2016-08-15/proxy/svc.LATEST/orders/a", Acs3, "HttpTrigger")]
    [InlineData("1234567890123456.cn-hangzhou.fc.aliyuncs.com", "/2016-08-15/proxy/svc/unknown/a", null, "HttpTrigger")]
    // A custom domain, even where a bucket's name could be read.
    [InlineData("api.example.com:8280", "/_fccreds/health", null, "HttpTrigger")]
    [InlineData("shop.localhost:8280", "/a", null, "HttpTrigger")]
    // A legal bucket name, and a function that has no trigger.
    [InlineData("127.0.0.1:8280", "/2016-08-15/proxy/svc/unknown/a", null, "Oss")]
    [InlineData("127.0.0.1:8280", "/2016-08-15/proxy/svc", null, "Oss")]
    public void Host_path_and_authentication_choose_the_service(string host, string target, string? authorization, string expected)
    {
        var parsed = RequestTarget.Parse(target);
        var request = new WireRequest
        {
            Method = "GET",
            Scheme = "http",
            Host = host,
            RawPath = parsed.RawPath,
            Query = parsed.Query,
            Headers = authorization is null ? [] : [new("Authorization", authorization)],
        };
        Assert.Equal(expected, new ServiceChoice(new OssHosts(new()), Triggers).Of(request).ToString());
    }

    private static HttpDestinations TriggersOf(string functionName)
    {
        var catalog = new FunctionCatalog(Clocks.System());
        catalog.Declare(new()
        {
            Name = functionName,
            AccountId = "1234567890123456",
            Region = "cn-shenzhen",
            Runtime = "python3.10",
            Handler = "index.handler",
            CodePath = "/",
            Triggers = [new() { TriggerName = "web", TriggerType = HttpTrigger.Type, TriggerConfig = """{"authType":"anonymous","methods":["GET"]}""" }],
        });
        var domains = new CustomDomains();
        foreach (var name in (string[])["*.example.com", "shop.localhost"]) domains.Declare(CustomDomain.Read($$"""{"domainName":"{{name}}","protocol":"HTTP"}""", "1234567890123456", [])!);
        return new(new HttpTriggers(catalog), domains);
    }
}
