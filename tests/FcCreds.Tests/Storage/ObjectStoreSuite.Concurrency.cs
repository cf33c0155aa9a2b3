using FcCreds.Storage;

namespace FcCreds.Tests.Storage;

public abstract partial class ObjectStoreSuite
{
    [Fact]
    public async Task Listing_while_keys_are_deleted_misses_none_that_stays_and_shows_none_twice()
    {
        string[] keys = [.. Enumerable.Range(0, 60).Select(i => $"{i:D3}")];
        foreach (var key in keys) await PutAsync(key);
        var deleting = Task.Run(async () =>
        {
            foreach (var key in keys.Where((_, i) => i % 3 != 0)) await DeleteAsync(key);
        });
        var query = new ListQuery { Bucket = Bucket, Limit = 7 };
        do await PagesWhileDeletingAsync(query, keys);
        while (!deleting.IsCompleted);
        await deleting;
        Assert.Equal(keys.Where((_, i) => i % 3 == 0), await PagesWhileDeletingAsync(query, keys));
    }

    private async Task<List<string>> PagesWhileDeletingAsync(ListQuery query, string[] keys)
    {
        var listed = new List<string>();
        for (string? after = ""; after is not null;)
        {
            var page = await Store.ListAsync(query with { After = after }, Ct);
            listed.AddRange(page.Objects.Select(o => o.Name.Key));
            after = page.Next;
        }

        Assert.Equal(listed.Distinct().Order(StringComparer.Ordinal), listed);
        Assert.Empty(listed.Except(keys));
        Assert.Empty(keys.Where((_, i) => i % 3 == 0).Except(listed));
        return listed;
    }
}
