using FcCreds.Storage;
using FcCreds.Storage.Embedded;

namespace FcCreds.Tests.Storage.Embedded;

/// <summary>What a page costs, counted in steps of SQLite: that of a large bucket costs what that of a small one does.</summary>
public sealed class ListingCostTests
{
    private const int Few = 40;
    private const int Many = 2_000;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Page_costs_the_same_however_many_keys_follow()
    {
        static ListQuery Page(string bucket) => new() { Bucket = bucket, Prefix = "in/", After = "in/00007", Limit = 20 };
        var (few, many) = await CostsAsync(Page);
        Assert.Equal(20, many.Page.Objects.Count);
        AssertSame(few.Steps, many.Steps);
    }

    [Fact]
    public async Task Delimiter_does_not_look_at_what_it_covers()
    {
        static ListQuery Page(string bucket) => new() { Bucket = bucket, Delimiter = "/", Limit = 20 };
        var (few, many) = await CostsAsync(Page);
        Assert.Equal(["in/"], many.Page.CommonPrefixes);
        Assert.Equal(["a", "z"], many.Page.Objects.Select(o => o.Name.Key));
        AssertSame(few.Steps, many.Steps);
    }

    [Fact]
    public async Task Old_versions_are_passed_over_at_once()
    {
        using var test = new TestStore();
        await using var store = await test.OpenAsync();
        await TestStore.PutAsync(store, "a", [1], VersionMode.On);
        await TestStore.PutAsync(store, "b", [1], VersionMode.On);
        for (var i = 0; i < 10; i++) await TestStore.PutAsync(store, "a", [1], VersionMode.On);
        var query = new ListQuery { Bucket = TestStore.Bucket, Limit = 20 };
        var few = Cost(store, query);
        for (var i = 0; i < 300; i++) await TestStore.PutAsync(store, "a", [1], VersionMode.On);
        var many = Cost(store, query);
        Assert.Equal(["a", "b"], many.Page.Objects.Select(o => o.Name.Key));
        AssertSame(few.Steps, many.Steps);
    }

    private static async Task<((ObjectPage Page, long Steps) Few, (ObjectPage Page, long Steps) Many)> CostsAsync(Func<string, ListQuery> page)
    {
        using var test = new TestStore();
        await using var store = await test.OpenAsync();
        await FillAsync(store, "few", Few);
        await FillAsync(store, "many", Many);
        return (Cost(store, page("few")), Cost(store, page("many")));
    }

    // A row more would be a dozen steps; where the keys lie in the tree makes one or two.
    private static void AssertSame(long few, long many) => Assert.InRange(many, 1, few + 5);

    private static (ObjectPage Page, long Steps) Cost(EmbeddedStore store, ListQuery query)
    {
        using var sql = FcCreds.Storage.Embedded.Index.OpenForReading(Path.Combine(store.Folder, "index.db"));
        var page = ObjectLister.List(sql, query);
        return (page, sql.Steps);
    }

    private static async Task FillAsync(EmbeddedStore store, string bucket, int count)
    {
        var record = (await store.FindBucketAsync(TestStore.Bucket, Ct))! with { Name = bucket };
        Assert.True(await store.CreateBucketAsync(record, Ct));
        var keys = Enumerable.Range(0, count).Select(i => $"in/{i:D5}").Concat(["a", "z"]);
        await Parallel.ForEachAsync(keys, new ParallelOptions { MaxDegreeOfParallelism = 64, CancellationToken = Ct }, async (key, ct) => await store.CommitAsync(
            new() { Name = new(bucket, key), Pieces = [], Description = new() { ETag = "", ObjectType = "Normal", StorageClass = "Standard" } }, ct));
    }
}
