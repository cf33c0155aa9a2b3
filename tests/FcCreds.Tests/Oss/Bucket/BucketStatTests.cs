using System.Text;

namespace FcCreds.Tests.Oss.Bucket;

public sealed class BucketStatTests
{
    [Fact]
    public async Task Stat_follows_every_write_and_delete()
    {
        await using var oss = await OssFixture.StartAsync();
        Assert.Equal(("0", "0"), await StorageAsync(oss));
        (await oss.Client.PutAsync("/photos/a", "12345")).IsOk();
        (await oss.Client.PutAsync("/photos/b", "123", ("x-oss-storage-class", "IA"))).IsOk();
        Assert.Equal(("8", "2"), await StorageAsync(oss));
        var stat = (await oss.Client.GetAsync("/photos", ("stat", null))).IsOk().Xml;
        Assert.Equal(("5", "3", "1"), (stat.Element("StandardStorage")!.Value, stat.Element("InfrequentAccessRealStorage")!.Value, stat.Element("InfrequentAccessObjectCount")!.Value));
        (await oss.Client.PutAsync("/photos/a", "1")).IsOk();
        (await oss.Client.DeleteAsync("/photos/b")).IsOk(204);
        Assert.Equal(("1", "1"), await StorageAsync(oss));
    }

    [Fact]
    public async Task Delete_markers_are_counted_apart_and_old_versions_take_room()
    {
        await using var oss = await OssFixture.StartAsync();
        (await oss.Client.SendAsync(new("PUT", "/photos") { Query = [("versioning", null)], Body = Encoding.UTF8.GetBytes("<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>") })).IsOk();
        (await oss.Client.PutAsync("/photos/a", "12")).IsOk();
        (await oss.Client.PutAsync("/photos/a", "345")).IsOk();
        (await oss.Client.DeleteAsync("/photos/a")).IsOk(204);
        Assert.Equal(("5", "2"), await StorageAsync(oss));
        Assert.Equal("1", (await oss.Client.GetAsync("/photos", ("stat", null))).Xml.Element("DeleteMarkerCount")!.Value);
    }

    private static async Task<(string Storage, string Objects)> StorageAsync(OssFixture oss)
    {
        var stat = (await oss.Client.GetAsync("/photos", ("stat", null))).IsOk().Xml;
        return (stat.Element("Storage")!.Value, stat.Element("ObjectCount")!.Value);
    }
}
