namespace FcCreds.Tests.Oss.Object;

public sealed class ObjectEventTests
{
    [Fact]
    public async Task Each_write_raises_one_event_with_the_change_of_size()
    {
        await using var oss = await OssFixture.StartAsync();
        var heard = new Listener();
        oss.Events.Add(heard);

        (await oss.Client.PutAsync("/photos/source/a.txt", "12345")).IsOk();
        (await oss.Client.PutAsync("/photos/source/a.txt", "123")).IsOk();
        (await oss.Client.PutAsync("/photos/source/b.txt", "", ("x-oss-copy-source", "/photos/source/a.txt"))).IsOk();
        await oss.Client.DeleteAsync("/photos/source/a.txt");
        await oss.Client.DeleteAsync("/photos/source/a.txt");

        Assert.Equal(
            [
                "ObjectCreated:PutObject source/a.txt 5 5",
                "ObjectCreated:PutObject source/a.txt 3 -2",
                "ObjectCreated:CopyObject source/b.txt 3 3",
                "ObjectRemoved:DeleteObject source/a.txt 3 -3",
            ],
            heard.Events.Select(one => $"{one.EventName} {one.Key} {one.Size} {one.DeltaSize}"));
        var first = heard.Events.First();
        Assert.Equal((OssFixture.Bucket, OssFixture.Account, "cn-hangzhou", "127.0.0.1", OssFixture.Account), (first.Bucket, first.BucketOwnerId, first.Region, first.SourceIpAddress, first.PrincipalId));
        Assert.Equal("827CCB0EEA8A706C4C34A16891F84E7B", first.ETag);
    }

    [Fact]
    public async Task A_refused_write_raises_nothing()
    {
        await using var oss = await OssFixture.StartAsync();
        var heard = new Listener();
        oss.Events.Add(heard);

        (await oss.Client.PutAsync("/photos/a", "1")).IsOk();
        await oss.Client.PutAsync("/photos/a", "2", ("x-oss-forbid-overwrite", "true"));

        Assert.Single(heard.Events);
    }
}
