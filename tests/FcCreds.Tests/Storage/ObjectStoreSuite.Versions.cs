using FcCreds.Storage;

namespace FcCreds.Tests.Storage;

public abstract partial class ObjectStoreSuite
{
    [Fact]
    public async Task Unversioned_write_replaces_the_null_version()
    {
        var first = await PutAsync("key", "one");
        var second = await PutAsync("key", "two");
        Assert.Equal(("null", "null"), (first.VersionId, second.VersionId));
        Assert.NotEqual(first.Revision, second.Revision);
        Assert.Equal("two", await TextAsync("key", "null"));
        Assert.Single(await VersionsAsync());
    }

    [Fact]
    public async Task Unversioned_delete_leaves_nothing_and_may_be_repeated()
    {
        var version = await PutAsync("key");
        var outcome = await DeleteAsync("key");
        Assert.Equal((CommitVerdict.Committed, version.Revision, null), (outcome.Verdict, outcome.Removed!.Revision, outcome.Marker));
        outcome = await DeleteAsync("key");
        Assert.Equal((CommitVerdict.Committed, null, null), (outcome.Verdict, outcome.Removed, outcome.Marker));
        Assert.Empty(await VersionsAsync());
    }

    [Fact]
    public async Task Versioned_writes_keep_every_version()
    {
        var versions = new List<ObjectVersion> { await PutAsync("key", "zero") };
        foreach (var text in new[] { "one", "two", "three" })
            versions.Add(await PutAsync("key", text, VersionMode.On));

        Assert.Equal(4, versions.Select(v => v.VersionId).Distinct().Count());
        Assert.Equal("null", versions[0].VersionId);
        Assert.Equal("three", await TextAsync("key"));
        string[] texts = ["zero", "one", "two", "three"];
        foreach (var (version, text) in versions.Zip(texts))
        {
            Assert.Equal(text, await TextAsync("key", version.VersionId));
            Assert.Equal(text == "three", (await FindAsync("key", version.VersionId))!.IsLatest);
        }
    }

    [Fact]
    public async Task Version_id_belongs_to_its_object_alone()
    {
        var version = await PutAsync("key", mode: VersionMode.On);
        await PutAsync("other", mode: VersionMode.On);
        Assert.Null(await FindAsync("other", version.VersionId));
        Assert.Null(await FindAsync("key", "null"));
        foreach (var stranger in new[] { "", "x", version.VersionId[..^1], version.VersionId + "-", "CAEQ", new string('A', 2000) })
            Assert.Null(await FindAsync("key", stranger));
    }

    [Fact]
    public async Task Delete_marker_hides_the_object_until_it_is_removed()
    {
        var version = await PutAsync("key", "kept", VersionMode.On);
        var outcome = await DeleteAsync("key", mode: VersionMode.On);
        Assert.Null(outcome.Removed);
        Assert.True(outcome.Marker!.IsDeleteMarker);

        var current = (await FindAsync("key"))!;
        Assert.Equal((true, true, outcome.Marker.VersionId), (current.IsDeleteMarker, current.IsLatest, current.VersionId));
        Assert.Empty(await KeysAsync());
        Assert.Equal("kept", await TextAsync("key", version.VersionId));

        outcome = await DeleteAsync("key", current.VersionId, VersionMode.On);
        Assert.True(outcome.Removed!.IsDeleteMarker);
        Assert.Equal("kept", await TextAsync("key"));
        Assert.Equal(["key"], await KeysAsync());
    }

    [Fact]
    public async Task Removing_the_newest_version_makes_the_next_one_current()
    {
        var first = await PutAsync("key", "one", VersionMode.On);
        var second = await PutAsync("key", "two", VersionMode.On);
        var third = await PutAsync("key", "three", VersionMode.On);

        await DeleteAsync("key", second.VersionId, VersionMode.On);
        Assert.Equal("three", await TextAsync("key"));
        await DeleteAsync("key", third.VersionId, VersionMode.On);
        Assert.Equal("one", await TextAsync("key"));
        Assert.True((await FindAsync("key", first.VersionId))!.IsLatest);
        await DeleteAsync("key", first.VersionId, VersionMode.On);
        Assert.Null(await FindAsync("key"));
        Assert.Null((await DeleteAsync("key", first.VersionId, VersionMode.On)).Removed);
    }

    [Fact]
    public async Task Suspended_write_replaces_the_null_version_and_spares_the_others()
    {
        await PutAsync("key", "zero");
        var named = await PutAsync("key", "one", VersionMode.On);
        await PutAsync("key", "two", VersionMode.Suspended);
        Assert.Equal("two", await TextAsync("key"));
        Assert.Equal("two", await TextAsync("key", "null"));
        Assert.Equal("one", await TextAsync("key", named.VersionId));
        Assert.Equal(["null", named.VersionId], (await VersionsAsync()).Select(v => v.VersionId));
    }

    [Fact]
    public async Task Suspended_delete_puts_a_marker_in_the_place_of_the_null_version()
    {
        var named = await PutAsync("key", "one", VersionMode.On);
        var plain = await PutAsync("key", "two", VersionMode.Suspended);
        var outcome = await DeleteAsync("key", mode: VersionMode.Suspended);
        Assert.Equal((plain.Revision, "null"), (outcome.Removed!.Revision, outcome.Marker!.VersionId));
        Assert.Equal([("null", true), (named.VersionId, false)], (await VersionsAsync()).Select(v => (v.VersionId, v.IsDeleteMarker)));
        await DeleteAsync("key", mode: VersionMode.Suspended);
        Assert.Equal(2, (await VersionsAsync()).Count);
    }

    [Fact]
    public async Task Delete_happens_only_at_the_revision_asked_for()
    {
        var first = await PutAsync("key", "one");
        var second = await PutAsync("key", "two");
        var refused = await DeleteAsync("key", precondition: Precondition.AtRevision(first.Revision));
        Assert.Equal((CommitVerdict.PreconditionFailed, second.Revision), (refused.Verdict, refused.Removed!.Revision));
        Assert.Equal("two", await TextAsync("key"));
        Assert.Equal(CommitVerdict.Committed, (await DeleteAsync("key", precondition: Precondition.AtRevision(second.Revision))).Verdict);
        Assert.Equal(CommitVerdict.PreconditionFailed, (await DeleteAsync("key", precondition: Precondition.AtRevision(second.Revision))).Verdict);
    }

    private async Task<IReadOnlyList<ObjectVersion>> VersionsAsync()
        => (await Store.ListAsync(new ListQuery { Bucket = Bucket, Limit = 1000, AllVersions = true }, Ct)).Objects;

    private async Task<IEnumerable<string>> KeysAsync()
        => (await Store.ListAsync(new ListQuery { Bucket = Bucket, Limit = 1000 }, Ct)).Objects.Select(o => o.Name.Key);
}
