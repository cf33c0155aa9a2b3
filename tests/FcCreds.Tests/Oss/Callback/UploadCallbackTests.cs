using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using FcCreds.Tests.Oss.Multipart;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace FcCreds.Tests.Oss.Callback;

public sealed class UploadCallbackTests
{
    [Fact]
    public async Task The_application_is_told_and_answers_in_the_place_of_the_upload()
    {
        await using var oss = await OssFixture.StartAsync();
        await using var application = await Application.StartAsync(200, """{"Status":"OK"}""");
        var put = await oss.Client.PutAsync("/photos/a/b.txt", "123456789", ("Content-Type", "text/plain"),
            ("x-oss-callback", Callback(application.Url + "/call%20me?x=1", "bucket=${bucket}&object=${object}&etag=${etag}&size=${size}&mimeType=${mimeType}&h=${imageInfo.height}&v=${x:var1}")),
            ("x-oss-callback-var", Base64("""{"x:var1":"a b"}""")));

        put.IsOk();
        Assert.Equal(("""{"Status":"OK"}""", "application/json", "\"25F9E794323B453885F5181F1B624D0B\""), (put.Text, put["Content-Type"], put["ETag"]));
        var told = Assert.Single(application.Received);
        Assert.Equal("bucket=photos&object=a%2Fb.txt&etag=25F9E794323B453885F5181F1B624D0B&size=9&mimeType=text%2Fplain&h=&v=a%20b", told.Body);
        Assert.Equal(("application/x-www-form-urlencoded", "http-client/0.0.1", put["x-oss-request-id"]),
            (told.Headers["Content-Type"], told.Headers["User-Agent"], told.Headers["x-oss-request-id"]));
        Assert.StartsWith("https://gosspublic.alicdn.com/", Encoding.UTF8.GetString(Convert.FromBase64String(told.Headers["x-oss-pub-key-url"])), StringComparison.Ordinal);
        Assert.True(IsSigned(oss, told, "/call me?x=1"));
    }

    [Fact]
    public async Task A_JSON_body_has_its_texts_quoted()
    {
        await using var oss = await OssFixture.StartAsync();
        await using var application = await Application.StartAsync(200, "{}");
        var put = new OssRequest("PUT", "/photos/q%22%C3%A9")
        {
            Body = "1"u8.ToArray(),
            Query = [("callback", Callback(application.Url, """{"o":${object},"s":${size},"v":${x:v}}""", "application/json")), ("callback-var", Base64("""{"x:v":1}"""))],
        };
        (await oss.Client.SendAsync(put)).IsOk();

        Assert.Equal("""{"o":"q\"é","s":1,"v":"1"}""", Assert.Single(application.Received).Body);
    }

    [Fact]
    public async Task The_first_URL_that_answers_wins()
    {
        await using var oss = await OssFixture.StartAsync();
        await using var broken = await Application.StartAsync(500, "{}");
        await using var application = await Application.StartAsync(200, "[1]");
        var put = await oss.Client.PutAsync("/photos/a", "1", ("x-oss-callback", Callback($"{broken.Url};{application.Url}", "a=b")));

        Assert.Equal((200, "[1]", 1, 1), (put.Status, put.Text, broken.Received.Count, application.Received.Count));
    }

    [Theory]
    [InlineData(502, "{}", "Error status : 502.")]
    [InlineData(200, "hello", "Response body is not valid json format.")]
    public async Task A_callback_that_fails_is_told_and_leaves_the_object(int status, string answer, string message)
    {
        await using var oss = await OssFixture.StartAsync();
        await using var application = await Application.StartAsync(status, answer);
        var put = await oss.Client.PutAsync("/photos/a", "1", ("x-oss-callback", Callback(application.Url, "a=b")));

        Assert.Equal((203, "CallbackFailed", message, "0007-00000203"), (put.Status, put.Code, put.Message, put.Ec));
        Assert.Equal("1", (await oss.Client.GetAsync("/photos/a")).Text);
        Assert.Equal((203, "CallbackFailed"), (oss.JournalOf(put).Status, oss.JournalOf(put).Code));
    }

    [Fact]
    public async Task An_application_that_is_not_there_is_told()
    {
        await using var oss = await OssFixture.StartAsync();
        var application = await Application.StartAsync(200, "{}");
        await application.DisposeAsync();
        var put = await oss.Client.PutAsync("/photos/a", "1", ("x-oss-callback", Callback(application.Url, "a=b")));

        Assert.Equal((203, "Error Status : -1.OSS can not connect to your callbackUrl, please check it."), (put.Status, put.Message));
    }

    [Fact]
    public async Task A_callback_can_be_named_that_the_bucket_keeps()
    {
        await using var oss = await OssFixture.StartAsync();
        await using var application = await Application.StartAsync(200, "[1]");
        var policy = $"<PolicyItem><PolicyName>told</PolicyName><Callback>{Callback(application.Url, "k=${object}&a=${x:a}&b=${x:b}")}</Callback><CallbackVar>{Base64("""{"x:a":"kept","x:b":"kept"}""")}</CallbackVar></PolicyItem>";
        (await oss.Client.SendAsync(new("PUT", "/photos") { Query = [("policy", null), ("comp", "callback")], Body = Encoding.UTF8.GetBytes($"<BucketCallbackPolicy>{policy}</BucketCallbackPolicy>") })).IsOk();

        var named = ("x-oss-callback", Base64("""{"callbackPolicy":"told"}"""));
        Assert.Equal("[1]", (await oss.Client.PutAsync("/photos/put", "1", named, ("x-oss-callback-var", Base64("""{"x:b":"given"}""")))).IsOk().Text);
        var upload = await oss.Client.InitiateAsync("/photos/parts");
        (await oss.Client.UploadPartAsync("/photos/parts", upload, 1, [1])).IsOk();
        Assert.Equal("[1]", (await oss.Client.CompleteAllAsync("/photos/parts", upload, named)).IsOk().Text);
        Assert.Equal(["k=put&a=kept&b=given", "k=parts&a=kept&b=kept"], application.Received.Select(told => told.Body));
        (await oss.Client.PutAsync("/photos/none", "1", ("x-oss-callback", Base64("""{"callbackPolicy":"nobody"}""")))).IsRefused(400, "InvalidArgument");
        (await oss.Client.GetAsync("/photos/none")).IsRefused(404, "NoSuchKey");
    }

    [Theory]
    [InlineData("not base64", "The callback configuration is not json format.")]
    [InlineData("WzFd", "The callback configuration is not json format.")]
    [InlineData("eyJjYWxsYmFja1VybCI6ImEifQ==", "The callbackBody must not be empty.")]
    [InlineData("eyJjYWxsYmFja0JvZHkiOiJhIn0=", "The callbackUrl names 1 to 5 URLs.")]
    public async Task A_callback_that_is_none_stores_nothing(string callback, string message)
    {
        await using var oss = await OssFixture.StartAsync();
        var refused = await oss.Client.PutAsync("/photos/a", "1", ("x-oss-callback", callback));

        refused.IsRefused(400, "InvalidArgument");
        Assert.Equal((message, "callback"), (refused.Message, refused.Error.Element("ArgumentName")!.Value));
        (await oss.Client.GetAsync("/photos/a")).IsRefused(404, "NoSuchKey");
    }

    /// <summary>As applications do it.</summary>
    private static bool IsSigned(OssFixture oss, Received told, string pathAndQuery)
    {
        using var key = RSA.Create();
        key.ImportFromPem(oss.CallbackSigner.PublicKeyPem);
        var signature = Convert.FromBase64String(told.Headers["authorization"]);
#pragma warning disable CA5351 // The cloud's choice.
        return key.VerifyData(Encoding.UTF8.GetBytes($"{pathAndQuery}\n{told.Body}"), signature, HashAlgorithmName.MD5, RSASignaturePadding.Pkcs1);
#pragma warning restore CA5351
    }

    private static string Callback(string url, string body, string type = "application/x-www-form-urlencoded")
        => Base64(System.Text.Json.JsonSerializer.Serialize(new { callbackUrl = url, callbackBody = body, callbackBodyType = type }));

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private sealed record Received(string Body, Dictionary<string, string> Headers);

    /// <summary>An application that answers every callback alike.</summary>
    private sealed class Application(WebApplication app) : IAsyncDisposable
    {
        public ConcurrentQueue<Received> Received { get; } = new();

        public string Url { get; private set; } = "";

        public static async Task<Application> StartAsync(int status, string answer)
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
            var application = new Application(builder.Build());
            await application.RunAsync(status, answer);
            return application;
        }

        public ValueTask DisposeAsync() => app.DisposeAsync();

        private async Task RunAsync(int status, string answer)
        {
            app.Run(async http =>
            {
                using var reader = new StreamReader(http.Request.Body);
                var body = await reader.ReadToEndAsync();
                Received.Enqueue(new(body, http.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase)));
                http.Response.StatusCode = status;
                await http.Response.WriteAsync(answer);
            });
            await app.StartAsync();
            Url = app.Urls.First();
        }
    }
}
