using System.Net;
using System.Net.Http.Headers;
using System.Text;
using FcCreds.Core.Signing;
using FcCreds.Tests.Server;

namespace FcCreds.Tests.Fuzzing;

/// <summary>PostObject: the form before anybody is known, and the policy of a form that is signed.</summary>
public sealed class FormFuzzTests
{
    private const int SocketsAreSlow = 3;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_form_is_too_much_for_the_server()
    {
        // Forms that nobody signed get as far as the object.
        await using var server = await TestServer.StartAsync(configure: configuration => configuration with { Buckets = [configuration.Buckets[0] with { Acl = "public-read-write" }] });
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false });
        await Fuzz.RunAsync("form", input => PostAsync(http, server, input), SocketsAreSlow);
    }

    [Fact]
    public async Task No_signed_policy_of_a_form_is_too_much_for_the_server()
    {
        await using var server = await TestServer.StartAsync();
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false });
        await Fuzz.RunAsync("form-policy", async input =>
        {
            var policy = Convert.ToBase64String(input);
            var signature = OssPostPolicySignature.SignV1(policy, server.Root.AccessKeySecret.Value);
            await PostAsync(http, server, Encoding.UTF8.GetBytes($"{Field("OSSAccessKeyId", server.Root.AccessKeyId)}{Field("policy", policy)}{Field("Signature", signature)}{Field("key", "a")}{Field("file", "x")}--b--\r\n"));
        }, SocketsAreSlow);
    }

    private static string Field(string name, string value) => $"--b\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n";

    private static async Task PostAsync(HttpClient http, TestServer server, byte[] form)
    {
        using var content = new ByteArrayContent(form);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=b");
        using var reply = await http.PostAsync(new Uri(server.Url, "/" + TestServer.Bucket), content, Ct);
        Assert.NotEqual(HttpStatusCode.InternalServerError, reply.StatusCode);
    }
}
