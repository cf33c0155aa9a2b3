using System.Text;
using System.Text.Json;
using FcCreds.Oss.Image;

namespace FcCreds.Tests.Oss.Image;

public sealed class AsyncProcessObjectTests
{
    [Fact]
    public async Task The_result_appears_after_the_answer_and_the_journal_tells()
    {
        await TestImages.NeedToolAsync();
        await using var oss = await StartAsync();
        var answer = (await StartTaskAsync(oss.Client, "image/resize,w_10|sys/saveas,o_c21hbGw")).IsOk();
        using var ids = JsonDocument.Parse(answer.Text);
        Assert.Equal(answer["x-oss-request-id"], ids.RootElement.GetProperty("RequestId").GetString());
        Assert.NotEmpty(ids.RootElement.GetProperty("EventId").GetString()!);

        await oss.WhenIdleAsync();
        Assert.Equal(10, ImageHeader.Read((await oss.Client.GetAsync("/photos/small")).IsOk().Body)!.Width);
        var note = Assert.Single(oss.NotesOf(answer), note => note.Kind == "async-process");
        Assert.StartsWith(ids.RootElement.GetProperty("TaskId").GetString()!, note.Message, StringComparison.Ordinal);
        Assert.Contains("saved", note.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failure_after_the_answer_is_in_the_journal()
    {
        await TestImages.NeedToolAsync();
        await using var oss = await StartAsync();
        (await oss.Client.PutAsync("/photos/image", "no image")).IsOk();
        var answer = (await StartTaskAsync(oss.Client, "image/resize,w_10|sys/saveas,o_c21hbGw")).IsOk();
        await oss.WhenIdleAsync();
        Assert.Contains("failed: InvalidArgument", Assert.Single(oss.NotesOf(answer), note => note.Kind == "async-process").Message, StringComparison.Ordinal);
        (await oss.Client.HeadAsync("/photos/small")).IsRefused(404, "NoSuchKey");
    }

    [Fact]
    public async Task Many_tasks_all_finish_before_the_server_does()
    {
        await TestImages.NeedToolAsync();
        var store = await FcCreds.Storage.Embedded.EmbeddedStore.OpenAsync(new() { Folder = null, Clocks = FcCreds.Core.Time.Clocks.System() }, TestContext.Current.CancellationToken);
        await using var oss = await StartAsync(store);
        for (var task = 0; task < 8; task++)
            (await StartTaskAsync(oss.Client, $"image/resize,w_10|sys/saveas,o_{Convert.ToBase64String(Encoding.UTF8.GetBytes($"small/{task}"))}")).IsOk();
        await oss.CloseEndpointAsync();
        Assert.Equal(8, (await store.ListAsync(new() { Bucket = "photos", Prefix = "small/", Limit = 10 }, TestContext.Current.CancellationToken)).Objects.Count);
    }

    [Theory]
    [InlineData("video/convert,f_avi|sys/saveas,o_YQ", 400, "NotImplemented")]
    [InlineData("doc/convert,target_pdf|sys/saveas,o_YQ", 400, "NotImplemented")]
    [InlineData("image/resize,w_10|sys/saveas,o_YQ/notify,topic_YQ", 400, "NotImplemented")]
    [InlineData("image/resize,w_10", 400, "InvalidArgument")]
    [InlineData("image/info|sys/saveas,o_YQ", 400, "InvalidArgument")]
    [InlineData("image/resize,w_10|sys/saveas,o_YQ,b_bm9ib2R5", 404, "NoSuchBucket")]
    public async Task What_is_not_done_is_refused_at_once(string process, int status, string code)
    {
        await using var oss = await StartAsync();
        (await StartTaskAsync(oss.Client, process)).IsRefused(status, code);
    }

    [Fact]
    public async Task Without_source_permission_or_tool_nothing_is_started()
    {
        await using var oss = await OssFixture.StartAsync(new() { ImageTools = ["no-such-program"] });
        (await StartTaskAsync(oss.Client, "image/resize,w_10|sys/saveas,o_YQ")).IsRefused(404, "NoSuchKey");
        (await oss.Client.SendAsync(new("PUT", "/photos/image") { Body = TestImages.Png(40, 20) })).IsOk();
        (await StartTaskAsync(oss.Client, "image/resize,w_10|sys/saveas,o_YQ")).IsRefused(400, "NotImplemented");
        var user = oss.As(oss.AddUser("LTAItasks", OssFixture.Allow("oss:PostProcessTask"), OssFixture.Allow("oss:GetObject")));
        (await StartTaskAsync(user, "image/resize,w_10|sys/saveas,o_YQ")).IsRefused(403, "AccessDenied");
    }

    private static async Task<OssFixture> StartAsync(FcCreds.Storage.IObjectStore? store = null)
    {
        var oss = await OssFixture.StartAsync(store: store);
        (await oss.Client.SendAsync(new("PUT", "/photos/image") { Body = TestImages.Png(40, 20) })).IsOk();
        return oss;
    }

    private static Task<OssAnswer> StartTaskAsync(OssClient client, string process)
        => client.SendAsync(new("POST", "/photos/image") { Query = [("x-oss-async-process", null)], Body = Encoding.UTF8.GetBytes($"x-oss-async-process={process}") });
}
