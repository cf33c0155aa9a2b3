using FcCreds.Core.Errors;
using FcCreds.Oss.Image;
using FcCreds.Oss.Settings;

namespace FcCreds.Tests.Oss.Image;

public sealed class ImagePlanTests
{
    [Theory]
    [InlineData("resize,w_100", 100, 67)]
    [InlineData("resize,h_100", 150, 100)]
    [InlineData("resize,w_100,h_100", 100, 67)]
    [InlineData("resize,m_mfit,w_100,h_100", 150, 100)]
    [InlineData("resize,m_fill,w_100,h_100", 100, 100)]
    [InlineData("resize,m_pad,w_100,h_100", 100, 100)]
    [InlineData("resize,m_fixed,w_100,h_100", 100, 100)]
    [InlineData("resize,l_100", 100, 67)]
    [InlineData("resize,s_100", 150, 100)]
    [InlineData("resize,p_50", 200, 134)]
    [InlineData("resize,p_200", 800, 534)]
    [InlineData("resize,w_800", 400, 267)]
    [InlineData("resize,w_800,limit_0", 800, 534)]
    [InlineData("crop,w_100,h_100,x_100,y_100,r_1", 100, 100)]
    [InlineData("crop,x_350,y_200", 50, 67)]
    [InlineData("crop,w_100,h_100,g_se", 100, 100)]
    [InlineData("crop,w_100,h_100,g_center,x_200", 50, 100)]
    [InlineData("rotate,90", 267, 400)]
    [InlineData("rotate,180", 400, 267)]
    [InlineData("rotate,45", 472, 472)]
    [InlineData("resize,w_100/rotate,90/crop,w_10,h_20", 10, 20)]
    public void Every_action_has_an_exact_size(string actions, int width, int height)
    {
        var canvas = ImageProcess.Read($"image/{actions}", BucketSettings.None).Plan(new("jpg", 400, 267, 1));
        Assert.Equal((width, height), (canvas.Width, canvas.Height));
    }

    [Theory]
    [InlineData("image/resize", "InvalidArgument", "0040-00000322")]
    [InlineData("image/resize,w_0", "InvalidArgument", "0040-00000312")]
    [InlineData("image/resize,s_0", "InvalidArgument", "0040-00000315")]
    [InlineData("image/resize,p_0", "InvalidArgument", "0040-00000317")]
    [InlineData("image/resize,m_lfit", "InvalidArgument", "0040-00000321")]
    [InlineData("image/resize,m_best,w_1", "InvalidArgument", "")]
    [InlineData("image/crop,w_abc", "InvalidArgument", "0040-00000225")]
    [InlineData("image/crop,h_-1", "InvalidArgument", "0040-00000226")]
    [InlineData("image/crop,x_400", "BadRequest", "")]
    [InlineData("image/rotate,361", "InvalidArgument", "")]
    [InlineData("image/quality,q_0", "InvalidArgument", "")]
    [InlineData("image/format,exe", "InvalidArgument", "")]
    [InlineData("image/format,heic", "NotImplemented", "")]
    [InlineData("image/blindwatermark,content_SGk", "NotImplemented", "")]
    [InlineData("video/snapshot,t_1000", "NotImplemented", "")]
    [InlineData("style/nobody", "NoSuchStyle", "")]
    [InlineData("", "NotImplemented", "")]
    public void What_cannot_be_done_is_refused_before_the_tool_runs(string process, string code, string ec)
    {
        var refusal = Assert.Throws<ServiceException>(() => ImageProcess.Read(process, BucketSettings.None).Plan(new("jpg", 400, 267, 1)));
        Assert.Equal((code, ec), (refusal.Error.Code, refusal.Error.Ec));
    }

    [Fact]
    public void The_tool_is_told_formats_and_numbers_only()
    {
        var canvas = ImageProcess.Read("image/resize,m_pad,w_100,h_100,color_FF0000/quality,q_80/format,jpg", BucketSettings.None).Plan(new("png", 400, 200, 1));
        Assert.Equal(
            "png:-[0] -resize 100x50! -background #FF0000 -gravity center -extent 100x100 +gravity -background white -alpha remove -alpha off -quality 80 jpeg:-",
            string.Join(' ', canvas.Arguments()));
    }
}
