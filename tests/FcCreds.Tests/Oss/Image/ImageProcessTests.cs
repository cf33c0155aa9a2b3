using System.Text;
using System.Text.Json;
using FcCreds.Oss;
using FcCreds.Oss.Image;

namespace FcCreds.Tests.Oss.Image;

public sealed class ImageProcessTests
{
    [Fact]
    public async Task Info_needs_no_tool()
    {
        await using var oss = await StartAsync(new() { ImageTools = [] });
        var answer = (await ProcessedAsync(oss.Client, "image/info")).IsOk();
        Assert.Equal("application/json", answer["Content-Type"]);
        using var info = JsonDocument.Parse(answer.Text);
        Assert.Equal(["40", "20", "png", "1"], new[] { "ImageWidth", "ImageHeight", "Format", "FrameCount" }.Select(name => info.RootElement.GetProperty(name).GetProperty("value").GetString()));
        Assert.Equal($"{TestImages.Png(40, 20).Length}", info.RootElement.GetProperty("FileSize").GetProperty("value").GetString());
    }

    [Fact]
    public async Task Without_a_tool_processing_is_not_implemented_and_says_why()
    {
        await using var oss = await StartAsync(new() { ImageTools = ["no-such-program"] });
        var answer = await ProcessedAsync(oss.Client, "image/resize,w_10");
        answer.IsRefused(400, "NotImplemented");
        Assert.Contains("ImageMagick", answer.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("image/resize,w_10", "png", 10, 5)]
    [InlineData("image/resize,m_pad,w_10,h_10,color_00FF00/format,jpg", "jpg", 10, 10)]
    [InlineData("image/crop,w_8,h_6,g_center/rotate,90", "png", 6, 8)]
    [InlineData("image/format,gif", "gif", 40, 20)]
    [InlineData("image/format,bmp", "bmp", 40, 20)]
    [InlineData("image/format,webp/quality,Q_70", "webp", 40, 20)]
    [InlineData("image/sharpen,100/blur,r_3,s_2/bright,20/contrast,-20/interlace,1", "png", 40, 20)]
    public async Task An_image_is_processed_on_its_way_out(string process, string format, int width, int height)
    {
        await TestImages.NeedToolAsync();
        await using var oss = await StartAsync();
        var answer = (await ProcessedAsync(oss.Client, process)).IsOk();
        Assert.Equal(ImageInfo.ContentTypeOf(format), answer["Content-Type"]);
        Assert.Equal(new(format, width, height, 1), ImageHeader.Read(answer.Body));
        Assert.Equal($"{answer.Body.Length}", answer["Content-Length"]);
        Assert.Null(answer["x-oss-hash-crc64ecma"]);
    }

    [Fact]
    public async Task A_style_of_the_bucket_is_a_name_for_actions()
    {
        await TestImages.NeedToolAsync();
        await using var oss = await StartAsync();
        (await ProcessedAsync(oss.Client, "style/small")).IsRefused(404, "NoSuchStyle");
        (await oss.Client.SendAsync(new("PUT", "/photos") { Query = [("style", null), ("styleName", "small")], Body = "<Style><Content>image/resize,w_4</Content></Style>"u8.ToArray() })).IsOk();
        Assert.Equal(4, ImageHeader.Read((await ProcessedAsync(oss.Client, "style/small")).IsOk().Body)!.Width);
    }

    [Theory]
    [InlineData("image/resize,w_0", "InvalidArgument")]
    [InlineData("video/snapshot,t_1", "NotImplemented")]
    [InlineData("image/crop,x_41", "BadRequest")]
    public async Task A_wrong_process_is_refused(string process, string code)
    {
        await using var oss = await StartAsync();
        (await ProcessedAsync(oss.Client, process)).IsRefused(400, code);
    }

    [Fact]
    public async Task What_is_no_image_or_too_large_is_refused()
    {
        await TestImages.NeedToolAsync();
        await using var oss = await StartAsync();
        (await oss.Client.PutAsync("/photos/image", "push graphic-context")).IsOk();
        (await ProcessedAsync(oss.Client, "image/info")).IsRefused(400, "InvalidArgument");
        (await oss.Client.SendAsync(new("PUT", "/photos/image") { Body = TestImages.Png(40, 20)[..40] })).IsOk();
        (await ProcessedAsync(oss.Client, "image/resize,w_1")).IsRefused(400, "InvalidArgument");
        (await oss.Client.SendAsync(new("PUT", "/photos/image") { Body = new byte[(20 * 1024 * 1024) + 1] })).IsOk();
        (await ProcessedAsync(oss.Client, "image/info")).IsRefused(400, "ImageTooLarge");
    }

    [Fact]
    public async Task A_processed_image_is_saved_with_permission_on_both_objects()
    {
        await TestImages.NeedToolAsync();
        await using var oss = await StartAsync();
        (await oss.Client.PutAsync("/others")).IsOk();
        var answer = (await SaveAsync(oss.Client, $"x-oss-process=image/resize,w_10|sys/saveas,o_{Base64("dir/å.png")}")).IsOk();
        var saved = (await oss.Client.GetAsync("/photos/dir/%C3%A5.png")).IsOk();
        Assert.Equal(("image/png", 10), (saved["Content-Type"], ImageHeader.Read(saved.Body)!.Width));
        using (var told = JsonDocument.Parse(answer.Text))
        {
            var told1 = told.RootElement;
            Assert.Equal(("", "dir/å.png", "OK", saved.Body.Length), (told1.GetProperty("bucket").GetString(), told1.GetProperty("object").GetString(), told1.GetProperty("status").GetString(), told1.GetProperty("fileSize").GetInt32()));
        }
        Assert.Contains("\"status\": \"OK\"", answer.Text, StringComparison.Ordinal);

        // As a form, which is how ali-oss sends it.
        (await SaveAsync(oss.Client, $"x-oss-process=image%2Fformat%2Cjpg%7Csys%2Fsaveas%2Co_{Uri.EscapeDataString(Base64("copy"))}%2Cb_{Base64("others")}")).IsOk();
        Assert.Equal("image/jpeg", (await oss.Client.HeadAsync("/others/copy")).IsOk()["Content-Type"]);

        const string policy = """{"Version":"1","Statement":[{"Effect":"Allow","Action":["oss:GetObject","oss:PostProcessTask"],"Resource":"*"},{"Effect":"Allow","Action":"oss:PutObject","Resource":"acs:oss:*:*:photos/*"}]}""";
        var user = oss.As(oss.AddUser("LTAIimages", policy));
        (await SaveAsync(user, $"x-oss-process=image/resize,w_10|sys/saveas,o_{Base64("mine")}")).IsOk();
        (await SaveAsync(user, $"x-oss-process=image/resize,w_10|sys/saveas,o_{Base64("mine")},b_{Base64("others")}")).IsRefused(403, "AccessDenied");
    }

    [Theory]
    [InlineData("x-oss-process=image/resize,w_10", 400, "InvalidArgument")]
    [InlineData("image/resize,w_10|sys/saveas,o_YQ", 400, "InvalidArgument")]
    [InlineData("x-oss-process=image/resize,w_10|saveas,o_YQ", 400, "NotImplemented")]
    [InlineData("x-oss-process=video/convert|sys/saveas,o_YQ", 400, "NotImplemented")]
    [InlineData("x-oss-process=image/resize,w_10|sys/saveas,o_*", 400, "InvalidArgument")]
    [InlineData("x-oss-process=image/resize,w_10|sys/saveas,o_YQ,b_bm9ib2R5", 404, "NoSuchBucket")]
    public async Task What_cannot_be_saved_is_refused(string body, int status, string code)
    {
        await using var oss = await StartAsync();
        (await SaveAsync(oss.Client, body)).IsRefused(status, code);
    }

    private static async Task<OssFixture> StartAsync(OssOptions? options = null)
    {
        var oss = await OssFixture.StartAsync(options);
        (await oss.Client.SendAsync(new("PUT", "/photos/image") { Body = TestImages.Png(40, 20) })).IsOk();
        return oss;
    }

    private static Task<OssAnswer> ProcessedAsync(OssClient client, string process) => client.GetAsync("/photos/image", ("x-oss-process", process));

    private static Task<OssAnswer> SaveAsync(OssClient client, string body)
        => client.SendAsync(new("POST", "/photos/image") { Query = [("x-oss-process", null)], Body = Encoding.UTF8.GetBytes(body) });

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
