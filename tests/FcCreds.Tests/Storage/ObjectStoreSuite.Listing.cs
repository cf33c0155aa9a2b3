using System.Text;
using FcCreds.Storage;

namespace FcCreds.Tests.Storage;

public abstract partial class ObjectStoreSuite
{
    [Fact]
    public async Task Keys_are_listed_in_the_order_of_their_bytes()
    {
        // UTF-16 would sort the emoji, a surrogate pair, before U+FFFD.
        string[] keys = ["!", "A", "a", "a\0b", "a b", "a/", "a//b", "a/b", "ab", "~", "é", "中", "\uFFFD", "😀"];
        Assert.Equal(keys.OrderBy(k => k, Utf8Order.Instance), keys);
        foreach (var key in keys.Reverse())
            await PutAsync(key);
        Assert.Equal(keys, await KeysAsync());
    }

    [Fact]
    public async Task Keys_are_never_paths()
    {
        string[] keys = ["..", "../../etc/passwd", "/", "//", "/a", "a/../b", "a/./b", "b", "con", "a\\b", "%2F", " ", "\n", new string('k', 1023), string.Concat(Enumerable.Repeat("中", 341))];
        foreach (var key in keys)
            await PutAsync(key, key);
        foreach (var key in keys)
            Assert.Equal(key, await TextAsync(key));
        Assert.Equal(keys.Order(Utf8Order.Instance), await KeysAsync());
        foreach (var key in keys)
            await DeleteAsync(key);
        Assert.Empty(await KeysAsync());
    }

    [Fact]
    public async Task Listing_shows_what_finding_shows()
    {
        await PutAsync("key", RandomBytes(1000));
        var listed = Assert.Single((await Store.ListAsync(new ListQuery { Bucket = Bucket, Limit = 1 }, Ct)).Objects);
        var found = (await FindAsync("key"))!;
        Assert.Equal(
            (found.Name, found.VersionId, found.IsLatest, found.Length, found.LastModified, found.Revision, found.Description.ETag, found.Description.ObjectType, found.Description.StorageClass),
            (listed.Name, listed.VersionId, listed.IsLatest, listed.Length, listed.LastModified, listed.Revision, listed.Description.ETag, listed.Description.ObjectType, listed.Description.StorageClass));
        Assert.Equal(RandomBytes(1000), await ReadAsync(listed));
    }

    [Fact]
    public async Task Common_prefixes_and_keys_share_the_limit_and_the_last_of_them_is_next()
    {
        foreach (var key in new[] { "a", "b/1", "b/2", "c", "d/1", "d/2" })
            await PutAsync(key);
        var page = await Store.ListAsync(new ListQuery { Bucket = Bucket, Delimiter = "/", Limit = 2 }, Ct);
        Assert.Equal("a", Assert.Single(page.Objects).Name.Key);
        Assert.Equal(("b/", "b/"), (Assert.Single(page.CommonPrefixes), page.Next));
        page = await Store.ListAsync(new ListQuery { Bucket = Bucket, Delimiter = "/", Limit = 2, After = page.Next! }, Ct);
        Assert.Equal("c", Assert.Single(page.Objects).Name.Key);
        Assert.Equal(("d/", null), (Assert.Single(page.CommonPrefixes), page.Next));
    }

    [Fact]
    public async Task Prefix_whose_objects_are_all_deleted_is_not_listed()
    {
        await PutAsync("a/1", mode: VersionMode.On);
        await PutAsync("b/1", mode: VersionMode.On);
        await DeleteAsync("a/1", mode: VersionMode.On);
        Assert.Equal(["b/"], (await Store.ListAsync(new ListQuery { Bucket = Bucket, Delimiter = "/", Limit = 10 }, Ct)).CommonPrefixes);
        var versions = new ListQuery { Bucket = Bucket, Delimiter = "/", Limit = 10, AllVersions = true };
        Assert.Equal(["a/", "b/"], (await Store.ListAsync(versions, Ct)).CommonPrefixes);
    }

    [Fact]
    public async Task Version_listing_goes_on_where_the_last_page_ended_even_when_its_versions_are_removed_meanwhile()
    {
        await PutAsync("key", "0");
        for (var i = 1; i < 8; i++)
            await PutAsync("key", $"{i}", VersionMode.On);
        await PutAsync("key", "8", VersionMode.Suspended);
        await PutAsync("other", "9", VersionMode.On);

        var removed = new List<string>();
        var query = new ListQuery { Bucket = Bucket, Limit = 1, AllVersions = true };
        for (ObjectPage page; ; query = query with { After = page.Next!, AfterVersionId = page.NextVersionId })
        {
            page = await Store.ListAsync(query, Ct);
            foreach (var version in page.Objects)
            {
                removed.Add(Encoding.UTF8.GetString(await ReadAsync((await FindAsync(version.Name.Key, version.VersionId))!)));
                await DeleteAsync(version.Name.Key, version.VersionId, VersionMode.Suspended);
            }

            if (page.Next is null)
                break;
        }

        Assert.Equal(["8", "7", "6", "5", "4", "3", "2", "1", "9"], removed);
        Assert.Equal(BucketRemoval.Removed, await Store.DeleteBucketAsync(Bucket, Ct));
    }

    [Fact]
    public async Task Key_with_a_long_history_is_listed_once()
    {
        foreach (var key in new[] { "a", "b", "c" })
        {
            for (var i = 0; i < 20; i++)
                await PutAsync(key, $"{i}", VersionMode.On);
        }

        await DeleteAsync("b", mode: VersionMode.On);
        Assert.Equal(["a", "c"], await KeysAsync());
        Assert.Equal(61, (await VersionsAsync()).Count);
        Assert.Equal(["c", "b", "a"], (await VersionsAsync()).Where(v => v.IsLatest).Select(v => v.Name.Key).Reverse());
    }
}

internal sealed class Utf8Order : IComparer<string>
{
    public static readonly Utf8Order Instance = new();

    public int Compare(string? x, string? y) => Encoding.UTF8.GetBytes(x!).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(y!));
}
