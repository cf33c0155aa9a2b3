using System.Collections.Concurrent;
using FcCreds.Storage;
using static FcCreds.Tests.Storage.Embedded.TestStore;

namespace FcCreds.Tests.Storage.Embedded;

/// <summary>
/// A copy of the folder of a running store is what a killed process leaves: less than 16 MiB is written, so nothing is moved out of the
/// write-ahead log, and copying the log while it grows tears its end as a crash would.
/// </summary>
public sealed class CrashTests : IDisposable
{
    private readonly TestStore test = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Everything_acknowledged_survives_and_nothing_is_half_there()
    {
        await using var store = await test.OpenAsync();
        var acknowledged = new ConcurrentDictionary<string, bool>();
        using var enough = new CancellationTokenSource();
        var writers = Enumerable.Range(0, 8).Select(w => Task.Run(async () =>
        {
            for (var i = 0; !enough.IsCancellationRequested; i++)
            {
                var key = $"{w}/{i}";
                await PutAsync(store, key, Content(i % 5 == 0 ? 70_000 + i : 500, i));
                acknowledged[key] = true;
                if (i % 3 == 0)
                    await PutAsync(store, $"{w}/overwritten", Content(i % 2 == 0 ? 90_000 : 900, i));
            }
        })).ToArray();

        while (acknowledged.Count < 300)
            await Task.Yield();
        var before = acknowledged.Keys.ToArray();
        var left = Copy(store.Folder);
        await enough.CancelAsync();
        await Task.WhenAll(writers);

        await using var reopened = await test.OpenAsync(test.Options with { Folder = left });
        foreach (var key in before)
            Assert.NotNull(await FindAsync(reopened, key));
        var objects = (await reopened.ListAsync(new ListQuery { Bucket = Bucket, Limit = 100_000 }, Ct)).Objects;
        Assert.True(objects.Count >= before.Length);
        foreach (var version in objects)
            await AssertWholeAsync(reopened, version);
    }

    [Fact]
    public async Task Store_abandoned_without_closing_has_everything()
    {
        await using var store = await test.OpenAsync();
        await PutAsync(store, "large", Content(300_000));
        await store.Documents.PutAsync("role/a", "{}"u8.ToArray(), Precondition.Any, Ct);

        await using var reopened = await test.OpenAsync(test.Options with { Folder = Copy(store.Folder) });
        await AssertWholeAsync(reopened, (await FindAsync(reopened, "large"))!);
        Assert.NotNull(await reopened.Documents.FindAsync("role/a", Ct));
    }

    [Fact]
    public async Task Files_that_no_object_has_are_swept_at_the_next_start()
    {
        await using var store = await test.OpenAsync();
        await PutAsync(store, "kept", Content(300_000));
        await PutAsync(store, "overwritten", Content(300_000, 2));
        await PutAsync(store, "overwritten", Content(300_000, 3));
        await using var staged = await store.StageAsync(new ObjectName(Bucket, "staged"), new MemoryStream(Content(300_000)), joined: false, Ct);
        Assert.Equal(4, test.CountFiles());

        var left = Copy(store.Folder);
        await using var reopened = await test.OpenAsync(test.Options with { Folder = left });
        Assert.Equal(2, Directory.EnumerateFiles(Path.Combine(left, "files"), "*", SearchOption.AllDirectories).Count());
        await AssertWholeAsync(reopened, (await FindAsync(reopened, "kept"))!);
        await AssertWholeAsync(reopened, (await FindAsync(reopened, "overwritten"))!);
        await PutAsync(reopened, "new", Content(300_000, 4));
        await AssertWholeAsync(reopened, (await FindAsync(reopened, "new"))!);
    }

    public void Dispose() => test.Dispose();

    /// <summary>The index first: a file that it names was written before and stays for a while.</summary>
    private string Copy(string folder)
    {
        var copy = Path.Combine(test.Folder, "left");
        Directory.CreateDirectory(copy);
        foreach (var name in new[] { "index.db", "index.db-wal" })
            CopyFile(Path.Combine(folder, name), Path.Combine(copy, name));
        foreach (var file in Directory.EnumerateFiles(Path.Combine(folder, "files"), "*", SearchOption.AllDirectories))
            CopyFile(file, Path.Combine(copy, Path.GetRelativePath(folder, file)));
        return copy;
    }

    private static void CopyFile(string from, string to)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        // File.Copy would ask for a lock that the store does not grant.
        using var source = new FileStream(from, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var target = File.Create(to);
        source.CopyTo(target);
    }
}
