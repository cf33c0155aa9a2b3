using Aliyun.OSS;
using Aliyun.OSS.Common;
using Aliyun.OSS.Util;
using FcCreds.Testing;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;

namespace FcCreds.SdkTests.OfficialClients;

/// <summary>WireMock as the application that OSS calls back after an upload ("Upload callbacks").</summary>
public sealed class CallbackTests(FcCredsFixture cloud) : IClassFixture<FcCredsFixture>, IDisposable
{
    private readonly WireMockServer receiver = WireMockServer.Start();

    public void Dispose() => receiver.Stop();

    [Fact]
    public async Task Receiver_is_told_of_the_object_and_its_answer_reaches_the_uploader()
    {
        receiver.Given(Request.Create().WithPath("/stored").UsingPost())
            .RespondWith(Response.Create().WithStatusCode(200).WithHeader("Content-Type", "application/json").WithBody("""{"Status":"OK"}"""));
        await using var box = await cloud.NewSandboxAsync(s => s.Role("exporter", allow: "oss:PutObject"));

        var put = OssClientTests.Client(box, await box.AssumeRoleAsync("exporter")).PutObject(Upload(box, "/stored"));
        using var answer = new StreamReader(put.ResponseStream);
        Assert.Equal("""{"Status":"OK"}""", await answer.ReadToEndAsync(TestContext.Current.CancellationToken));
        Assert.Equal("5D41402ABC4B2A76B9719D911017C592", put.ETag);

        var told = Assert.Single(receiver.LogEntries).RequestMessage!;
        Assert.Equal($"bucket={box.Bucket()}&object=2026%2Freport.txt&size=5&team=reports", told.Body);
        Assert.NotEmpty(told.Headers!["Authorization"]);
        Assert.NotEmpty(told.Headers!["x-oss-pub-key-url"]);
    }

    [Fact]
    public async Task Object_is_stored_even_when_the_receiver_fails()
    {
        receiver.Given(Request.Create().WithPath("/failing").UsingPost()).RespondWith(Response.Create().WithStatusCode(502));
        await using var box = await cloud.NewSandboxAsync(s => s.Role("exporter", allow: "oss:PutObject"));

        var client = OssClientTests.Client(box, await box.AssumeRoleAsync("exporter"));
        var failed = Assert.Throws<OssException>(() => client.PutObject(Upload(box, "/failing")));
        Assert.Equal("CallbackFailed", failed.ErrorCode);
        Assert.Equal("hello"u8.ToArray(), await box.GetObjectAsync("2026/report.txt", ct: TestContext.Current.CancellationToken));
    }

    private PutObjectRequest Upload(Sandbox box, string path)
    {
        var callback = new CallbackHeaderBuilder(receiver.Url + path, "bucket=${bucket}&object=${object}&size=${size}&team=${x:team}").Build();
        var metadata = new ObjectMetadata();
        metadata.AddHeader(HttpHeaders.Callback, callback);
        metadata.AddHeader(HttpHeaders.CallbackVar, new CallbackVariableHeaderBuilder().AddCallbackVariable("x:team", "reports").Build());
        return new(box.Bucket(), "2026/report.txt", new MemoryStream("hello"u8.ToArray()), metadata);
    }
}
