using System.Text;
using FcCreds.Core.Checksums;
using FcCreds.Oss.Settings;

namespace FcCreds.Tests.Oss.Object;

public sealed class AppendObjectTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Bodies_follow_each_other_and_headers_count_when_the_object_is_made()
    {
        await using var oss = await OssFixture.StartAsync();
        var first = (await AppendAsync(oss, 0, "one,", ("Content-Type", "text/plain"), ("x-oss-meta-author", "zoe"), ("x-oss-storage-class", "IA"))).IsOk();
        Assert.Equal(("4", $"{Crc64.Of("one,"u8)}"), (first["x-oss-next-append-position"], first["x-oss-hash-crc64ecma"]));
        Assert.Matches("^\"[0-9A-F]{24}00000000\"$", first["ETag"]);
        var second = (await AppendAsync(oss, 4, "two", ("Content-Type", "image/png"), ("x-oss-meta-author", "eve"))).IsOk();
        Assert.Equal(("7", $"{Crc64.Of("one,two"u8)}"), (second["x-oss-next-append-position"], second["x-oss-hash-crc64ecma"]));
        var nothing = (await AppendAsync(oss, 7, "")).IsOk();
        Assert.Equal("7", nothing["x-oss-next-append-position"]);
        Assert.Equal(3, new[] { first["ETag"], second["ETag"], nothing["ETag"] }.Distinct().Count());

        var get = (await oss.Client.GetAsync("/photos/log")).IsOk();
        Assert.Equal(("one,two", "text/plain", "zoe", "IA"), (get.Text, get["Content-Type"], get["x-oss-meta-author"], get["x-oss-storage-class"]));
        Assert.Equal(("Appendable", "7", nothing["ETag"], null), (get["x-oss-object-type"], get["x-oss-next-append-position"], get["ETag"], get["Content-MD5"]));
        Assert.Equal(second["x-oss-hash-crc64ecma"], get["x-oss-hash-crc64ecma"]);
    }

    [Fact]
    public async Task A_position_that_is_not_the_end_is_refused_with_the_end()
    {
        await using var oss = await OssFixture.StartAsync();
        var missing = await AppendAsync(oss, 5, "x");
        missing.IsRefused(409, "PositionNotEqualToLength", "0026-00000016");
        Assert.Equal("0", missing["x-oss-next-append-position"]);
        (await AppendAsync(oss, 0, "")).IsOk();
        (await AppendAsync(oss, 0, "four")).IsOk();
        foreach (var position in new[] { 0, 3, 5 })
        {
            var refused = await AppendAsync(oss, position, "x");
            refused.IsRefused(409, "PositionNotEqualToLength", "0026-00000016");
            Assert.Equal("4", refused["x-oss-next-append-position"]);
        }
        Assert.Equal("four", (await oss.Client.GetAsync("/photos/log")).Text);
    }

    [Fact]
    public async Task The_position_is_a_number_and_needed()
    {
        await using var oss = await OssFixture.StartAsync();
        (await oss.Client.SendAsync(new("POST", "/photos/log") { Query = [("append", null)], Body = [1] })).IsRefused(400, "MissingArgument", "0016-00000501");
        (await oss.Client.SendAsync(new("POST", "/photos/log") { Query = [("append", ""), ("position", "-1")], Body = [1] })).IsRefused(400, "InvalidArgument", "0016-00000502");
        (await AppendAsync(oss, 5L * 1024 * 1024 * 1024, "x")).IsRefused(409, "PositionNotEqualToLength");
    }

    [Fact]
    public async Task Objects_of_other_types_do_not_grow()
    {
        await using var oss = await OssFixture.StartAsync();
        (await oss.Client.PutAsync("/photos/log", "1234")).IsOk();
        (await AppendAsync(oss, 4, "x")).IsRefused(409, "ObjectNotAppendable", "0026-00000017");
        (await AppendAsync(oss, 0, "x", ("Content-MD5", "AAAAAAAAAAAAAAAAAAAAAA=="))).IsRefused(409, "ObjectNotAppendable");
        await oss.Client.DeleteAsync("/photos/log");
        (await AppendAsync(oss, 0, "x", ("Content-MD5", "AAAAAAAAAAAAAAAAAAAAAA=="))).IsRefused(400, "InvalidDigest");
        (await AppendAsync(oss, 0, "x", ("x-oss-hash-crc64ecma", "1"))).IsRefused(400, "InvalidCRC64");
        (await oss.Client.HeadAsync("/photos/log")).IsRefused(404, "NoSuchKey");
    }

    [Fact]
    public async Task Where_versions_are_kept_it_is_the_null_version_without_history()
    {
        await using var oss = await OssFixture.StartAsync();
        await new BucketSettingsStore(oss.Store.Documents).ChangeAsync((await oss.Store.FindBucketAsync("photos", Ct))!, settings => settings.With(BucketSettings.VersioningName, "Enabled"), Ct);
        Assert.Equal("null", (await AppendAsync(oss, 0, "one")).IsOk()["x-oss-version-id"]);
        Assert.Equal("null", (await AppendAsync(oss, 3, "two")).IsOk()["x-oss-version-id"]);
        Assert.Single((await oss.Store.ListAsync(new() { Bucket = "photos", AllVersions = true, Limit = 10 }, Ct)).Objects);
        await oss.Client.DeleteAsync("/photos/log");
        (await AppendAsync(oss, 0, "x")).IsRefused(409, "ObjectNotAppendable");
        Assert.Equal("onetwo", (await oss.Client.GetAsync("/photos/log", ("versionId", "null"))).Text);
    }

    [Fact]
    public async Task A_sealed_object_grows_no_more_and_keeps_its_first_time()
    {
        await using var oss = await OssFixture.StartAsync();
        (await AppendAsync(oss, 0, "1234", ("x-oss-object-acl", "public-read"))).IsOk();
        var before = (await oss.Client.HeadAsync("/photos/log")).IsOk();
        Assert.Null(before["x-oss-sealed-time"]);
        var wrong = await SealAsync(oss, 3);
        wrong.IsRefused(409, "PositionNotEqualToLength");
        Assert.Equal("4", wrong["x-oss-next-append-position"]);

        var time = (await SealAsync(oss, 4)).IsOk()["x-oss-sealed-time"];
        Assert.EndsWith("GMT", time);
        oss.Clocks.Wire.Shift = TimeSpan.FromMinutes(5);
        Assert.Equal(time, (await SealAsync(oss, 4)).IsOk()["x-oss-sealed-time"]);
        (await AppendAsync(oss, 4, "x")).IsRefused(409, "ObjectNotAppendable");
        // The facts beside the time stay as they were, and so does the object.
        var after = (await oss.As(null).GetAsync("/photos/log")).IsOk();
        Assert.Equal((time, "1234", before["Last-Modified"], before["ETag"]), (after["x-oss-sealed-time"], after.Text, after["Last-Modified"], after["ETag"]));
        (await oss.Client.PutAsync("/photos/normal", "x")).IsOk();
        (await oss.Client.SendAsync(new("POST", "/photos/normal") { Query = [("seal", null), ("position", "1")] })).IsRefused(409, "ObjectNotAppendable");
        (await oss.Client.SendAsync(new("POST", "/photos/nobody") { Query = [("seal", null), ("position", "0")] })).IsRefused(404, "NoSuchKey");
    }

    [Fact]
    public async Task An_append_raises_one_event_with_its_growth()
    {
        await using var oss = await OssFixture.StartAsync();
        var heard = new Listener();
        oss.Events.Add(heard);
        await AppendAsync(oss, 0, "1234");
        await AppendAsync(oss, 4, "56");
        await AppendAsync(oss, 4, "78");
        Assert.Equal(["ObjectCreated:AppendObject 4 4", "ObjectCreated:AppendObject 6 2"], heard.Events.Select(one => $"{one.EventName} {one.Size} {one.DeltaSize}"));
    }

    [Fact]
    public async Task Who_may_not_write_may_not_append_or_seal()
    {
        await using var oss = await OssFixture.StartAsync();
        var user = oss.As(oss.AddUser("LTAIappender", OssFixture.Allow("oss:PutObject")));
        (await AppendAsync(oss, 0, "x", oss.As(oss.User))).IsRefused(403, "AccessDenied");
        (await AppendAsync(oss, 0, "x", user)).IsOk();
        (await user.SendAsync(new("POST", "/photos/log") { Query = [("seal", null), ("position", "1")] })).IsRefused(403, "AccessDenied");
    }

    private static Task<OssAnswer> AppendAsync(OssFixture oss, long position, string body, params (string, string)[] headers)
        => oss.Client.SendAsync(new("POST", "/photos/log") { Query = [("append", null), ("position", $"{position}")], Body = Encoding.UTF8.GetBytes(body), Headers = headers });

    private static Task<OssAnswer> AppendAsync(OssFixture oss, long position, string body, OssClient client)
        => client.SendAsync(new("POST", "/photos/log") { Query = [("append", null), ("position", $"{position}")], Body = Encoding.UTF8.GetBytes(body) });

    private static Task<OssAnswer> SealAsync(OssFixture oss, long position)
        => oss.Client.SendAsync(new("POST", "/photos/log") { Query = [("seal", null), ("position", $"{position}")] });
}
