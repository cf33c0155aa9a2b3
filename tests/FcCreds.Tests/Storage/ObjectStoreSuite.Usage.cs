namespace FcCreds.Tests.Storage;

public abstract partial class ObjectStoreSuite
{
    [Fact]
    public async Task Usage_follows_every_write_delete_and_move()
    {
        Assert.Empty((await Store.UsageAsync(Bucket, Ct)).Classes);
        var version = await PutAsync("a", RandomBytes(10));
        await PutAsync("b", RandomBytes(20));
        await PutAsync("b", RandomBytes(30));
        Assert.Equal([new("IA", 2, 40)], (await Store.UsageAsync(Bucket, Ct)).Classes);

        Assert.True(await Store.ReplaceFactsAsync(version with { Description = version.Description with { StorageClass = "Archive" } }, version.Description.Facts, Ct));
        Assert.Equal([new("Archive", 1, 10), new("IA", 1, 30)], (await Store.UsageAsync(Bucket, Ct)).Classes);
        var moved = (await FindAsync("a"))!;
        Assert.Equal(("Archive", version.LastModified, version.Revision), (moved.Description.StorageClass, moved.LastModified, moved.Revision));
        Assert.Equal(["Archive", "IA"], (await Store.ListAsync(new() { Bucket = Bucket, Limit = 10 }, Ct)).Objects.Select(one => one.Description.StorageClass));

        await DeleteAsync("a");
        await DeleteAsync("b");
        Assert.Empty((await Store.UsageAsync(Bucket, Ct)).Classes);
    }
}
