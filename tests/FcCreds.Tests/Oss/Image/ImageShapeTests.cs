using FcCreds.Oss.Image;

namespace FcCreds.Tests.Oss.Image;

/// <summary>Actions whose result is looked at pixel by pixel.</summary>
public sealed class ImageShapeTests
{
    [Fact]
    public async Task A_circle_leaves_its_square_with_clear_corners()
    {
        await TestImages.NeedToolAsync();
        await using var oss = await StartAsync(TestImages.Png(40, 20));
        var circle = await Pixels.OfAsync(await ProcessedAsync(oss, "image/circle,r_100/format,png"));
        Assert.Equal((20, 20), (circle.Width, circle.Height));
        Assert.Equal((0, 255, 255), (circle.Alpha(0, 0), circle.Alpha(10, 10), circle.Alpha(10, 0)));
        var small = await Pixels.OfAsync(await ProcessedAsync(oss, "image/circle,r_5/format,jpg"));
        Assert.Equal((10, 10), (small.Width, small.Height));
        Assert.InRange(small.Red(0, 0), 240, 255);
        Assert.InRange(small.Red(5, 5), 0, 60);
    }

    [Fact]
    public async Task Rounded_corners_are_clear_and_the_rest_stays()
    {
        await TestImages.NeedToolAsync();
        await using var oss = await StartAsync(TestImages.Png(40, 20));
        var rounded = await Pixels.OfAsync(await ProcessedAsync(oss, "image/rounded-corners,r_6"));
        Assert.Equal((40, 20), (rounded.Width, rounded.Height));
        Assert.Equal((0, 0, 255, 255), (rounded.Alpha(0, 0), rounded.Alpha(39, 19), rounded.Alpha(0, 10), rounded.Alpha(20, 0)));
    }

    [Theory]
    [InlineData("image/indexcrop,x_15,i_0", 15, 20)]
    [InlineData("image/indexcrop,x_15,i_2", 10, 20)]
    [InlineData("image/indexcrop,x_15,i_3", 40, 20)]
    [InlineData("image/indexcrop,y_7,i_1", 40, 7)]
    [InlineData("image/indexcrop,y_2147483647,i_2147483647", 40, 20)]
    public void An_index_chooses_a_piece(string process, int width, int height)
    {
        var canvas = ImageProcess.Read(process, FcCreds.Oss.Settings.BucketSettings.None).Plan(new("png", 40, 20, 1));
        Assert.Equal((width, height), (canvas.Width, canvas.Height));
    }

    [Fact]
    public async Task A_picture_is_turned_as_its_camera_was_held()
    {
        await TestImages.NeedToolAsync();
        await using var plain = await StartAsync(TestImages.Png(40, 20));
        var jpeg = await ProcessedAsync(plain, "image/format,jpg");
        // An EXIF segment with one entry, orientation 6: it lies on its right side.
        byte[] exif = [0xFF, 0xE1, 0, 34, .. "Exif\0\0MM\0*"u8, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0];
        byte[] held = [.. jpeg[..2], .. exif, .. jpeg[2..]];
        Assert.Equal(6, ImageHeader.Read(held)!.Orientation);
        await using var oss = await StartAsync(held);
        Assert.Equal((40, 20), Size(await ProcessedAsync(oss, "image/auto-orient,0")));
        Assert.Equal((20, 40), Size(await ProcessedAsync(oss, "image/auto-orient,1")));
        Assert.Equal((10, 20), Size(await ProcessedAsync(oss, "image/auto-orient,1/resize,w_10")));
        Assert.Equal(1, ImageHeader.Read(await ProcessedAsync(oss, "image/auto-orient,1"))!.Orientation);
    }

    [Fact]
    public void Broken_EXIF_is_as_good_as_none()
    {
        var exif = "Exif\0\0II*\0\xFF\xFF\xFF\xFF\0\0\0\0\0\0"u8.ToArray();
        for (var length = 0; length <= exif.Length; length++) Assert.Null(ExifOrientation.Read(exif.AsSpan(0, length)));
        Assert.Null(ExifOrientation.Read([.. "Exif\0\0MM\0*"u8, 0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0]));
        Assert.Null(ExifOrientation.Read([.. "Exif\0\0MM\0*"u8, 0, 0, 0, 8, 0xFF, 0xFF, 0, 0]));
    }

    [Fact]
    public async Task The_average_hue_is_the_mean_colour()
    {
        await TestImages.NeedToolAsync();
        await using var oss = await StartAsync(TestImages.Png(40, 20));
        var answer = (await oss.Client.GetAsync("/photos/image", ("x-oss-process", "image/average-hue"))).IsOk();
        // The picture's rows are grey, from 0 to 19.
        Assert.Equal(("application/json", true), (answer["Content-Type"], answer.Text is """{"RGB": "0x090909"}""" or """{"RGB": "0x0a0a0a"}"""));
    }

    private static (int, int) Size(byte[] image) => ImageHeader.Read(image) is { } info ? (info.Width, info.Height) : default;

    private static async Task<OssFixture> StartAsync(byte[] image)
    {
        var oss = await OssFixture.StartAsync();
        (await oss.Client.SendAsync(new("PUT", "/photos/image") { Body = image })).IsOk();
        return oss;
    }

    private static async Task<byte[]> ProcessedAsync(OssFixture oss, string process) => (await oss.Client.GetAsync("/photos/image", ("x-oss-process", process))).IsOk().Body;
}
