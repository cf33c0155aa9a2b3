using System.Text;
using FcCreds.Oss.Image;

namespace FcCreds.Tests.Oss.Image;

public sealed class ImageWatermarkTests
{
    [Fact]
    public async Task An_image_of_the_bucket_lies_where_it_is_put()
    {
        await TestImages.NeedToolAsync();
        await using var oss = await StartAsync();
        var marked = await MarkedAsync(oss, $"image_{Base64("marks/red.png")},g_se,x_5,y_2");
        Assert.Equal((100, 50), (marked.Width, marked.Height));
        // 10 x 10 pixels, 5 from the right and 2 from the bottom.
        Assert.Equal([(255, 0), (255, 0)], new[] { (85, 38), (94, 47) }.Select(at => (marked.Red(at.Item1, at.Item2), marked.Green(at.Item1, at.Item2))));
        Assert.All(new[] { (84, 38), (95, 47), (85, 37), (94, 48) }, at => Assert.Equal(marked.Red(at.Item1, at.Item2), marked.Green(at.Item1, at.Item2)));

        var faint = await MarkedAsync(oss, $"image_{Base64("marks/red.png")},t_50,g_nw,x_0,y_0");
        Assert.InRange(faint.Red(5, 5), 120, 136);
        var third = await MarkedAsync(oss, $"image_{Base64("marks/red.png?x-oss-process=image/resize,P_30")},g_center");
        // 30 per cent of 50 pixels in height.
        Assert.Equal((255, 255, true, true), (third.Red(43, 18), third.Red(56, 31), third.Red(41, 25) < 50, third.Red(50, 33) < 50));
    }

    [Theory]
    [InlineData("Hi")]
    [InlineData("@/etc/passwd")]
    [InlineData("100% %w \\n")]
    public async Task A_text_is_drawn_as_it_is(string text)
    {
        await TestImages.NeedToolAsync();
        await using var oss = await StartAsync();
        var marked = await MarkedAsync(oss, $"text_{Base64(text)},size_14,color_FF0000,g_nw,x_0,y_0,shadow_50,rotate_0");
        Assert.Equal((100, 50), (marked.Width, marked.Height));
        var red = Enumerable.Range(0, 100 * 20).Count(at => marked.Red(at % 100, at / 100) - marked.Green(at % 100, at / 100) > 100);
        // One line of few letters.
        Assert.InRange(red, 10, 700);
        Assert.All(Enumerable.Range(0, 100), x => Assert.Equal(marked.Red(x, 40), marked.Green(x, 40)));
    }

    [Theory]
    [InlineData("Hi[0]")]
    [InlineData("Hi[50x50]")]
    public async Task Brackets_at_the_end_of_a_text_are_part_of_it(string text)
    {
        await TestImages.NeedToolAsync();
        await using var oss = await StartAsync();
        Assert.True(await InkAsync(text) > await InkAsync("Hi") * 3 / 2);

        async Task<int> InkAsync(string drawn)
        {
            var marked = await MarkedAsync(oss, $"text_{Base64(drawn)},size_14,color_FF0000,g_nw,x_0,y_0");
            return Enumerable.Range(0, 100 * 50).Count(at => marked.Red(at % 100, at / 100) - marked.Green(at % 100, at / 100) > 100);
        }
    }

    [Fact]
    public async Task What_is_laid_over_must_be_there_and_readable()
    {
        await TestImages.NeedToolAsync();
        await using var oss = await StartAsync();
        (await SendAsync(oss.Client, $"image_{Base64("marks/none.png")}")).IsRefused(400, "InvalidArgument");
        (await oss.Client.PutAsync("/photos/marks/text", "no image")).IsOk();
        (await SendAsync(oss.Client, $"image_{Base64("marks/text")}")).IsRefused(400, "InvalidArgument");
        var user = oss.As(oss.AddUser("LTAImarks", OssFixture.Allow("oss:GetObject", "acs:oss:*:*:photos/image")));
        (await SendAsync(user, $"text_{Base64("Hi")}")).IsOk();
        (await SendAsync(user, $"image_{Base64("marks/red.png")}")).IsRefused(403, "AccessDenied");
    }

    [Theory]
    [InlineData("g_se", "InvalidArgument")]
    [InlineData("text_SGk,g_top", "InvalidArgument")]
    [InlineData("text_*", "InvalidArgument")]
    [InlineData("text_SGk,color_red", "InvalidArgument")]
    [InlineData("text_SGk,size_0", "InvalidArgument")]
    [InlineData("text_SGk,type_aGVsdmV0aWNh", "InvalidArgument")]
    [InlineData("text_SGk,image_YQ", "NotImplemented")]
    [InlineData("text_SGk,fill_1", "NotImplemented")]
    [InlineData("image_YT94LW9zcy1wcm9jZXNzPWltYWdlL2luZm8", "InvalidArgument")]
    public void A_watermark_that_is_none_is_refused(string parameters, string code)
    {
        var process = ImageProcess.Read($"image/watermark,{parameters}", FcCreds.Oss.Settings.BucketSettings.None);
        Assert.Equal(code, Assert.Throws<FcCreds.Core.Errors.ServiceException>(() => process.Plan(new("png", 100, 50, 1))).Error.Code);
    }

    private static async Task<OssFixture> StartAsync()
    {
        var oss = await OssFixture.StartAsync();
        (await oss.Client.SendAsync(new("PUT", "/photos/image") { Body = TestImages.Png(100, 50) })).IsOk();
        await using var red = await new ImageTool(["magick", "convert"], TimeProvider.System).RunAsync(["-size", "10x10", "xc:#FF0000", "png:-"], default, TestContext.Current.CancellationToken);
        var mark = new byte[red.Length];
        await red.ReadExactlyAsync(mark, TestContext.Current.CancellationToken);
        (await oss.Client.SendAsync(new("PUT", "/photos/marks/red.png") { Body = mark })).IsOk();
        return oss;
    }

    private static async Task<Pixels> MarkedAsync(OssFixture oss, string parameters) => await Pixels.OfAsync((await SendAsync(oss.Client, parameters)).IsOk().Body);

    private static Task<OssAnswer> SendAsync(OssClient client, string parameters) => client.GetAsync("/photos/image", ("x-oss-process", $"image/watermark,{parameters}"));

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
