using FcCreds.Storage;
using FcCreds.Storage.Embedded;
using Microsoft.Data.Sqlite;
using static FcCreds.Tests.Storage.Embedded.TestStore;

namespace FcCreds.Tests.Storage.Embedded;

public sealed class DataFolderTests : IDisposable
{
    private readonly TestStore test = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Store_opened_again_has_everything()
    {
        await using (var store = await test.OpenAsync())
        {
            await PutAsync(store, "small", Content(100));
            await PutAsync(store, "large", Content(500_000));
            await PutAsync(store, "versioned", Content(10, 1));
            await PutAsync(store, "versioned", Content(10, 2), VersionMode.On);
            await store.Documents.PutAsync("role/exporter", "{}"u8.ToArray(), Precondition.Any, Ct);
        }

        await using var again = await test.OpenAsync();
        foreach (var key in new[] { "small", "large", "versioned" })
            await AssertWholeAsync(again, (await FindAsync(again, key))!);
        Assert.Equal(4, (await again.ListAsync(new ListQuery { Bucket = Bucket, Limit = 10, AllVersions = true }, Ct)).Objects.Count);
        Assert.Equal("{}"u8.ToArray(), (await again.Documents.FindAsync("role/exporter", Ct))!.Content.ToArray());
    }

    [Fact]
    public async Task Revisions_and_version_ids_are_never_given_twice()
    {
        ObjectVersion removed;
        await using (var store = await test.OpenAsync())
        {
            removed = await PutAsync(store, "key", Content(1), VersionMode.On);
            await store.DeleteAsync(new RemovalRequest { Name = removed.Name, VersionId = removed.VersionId }, Ct);
        }

        await using var again = await test.OpenAsync();
        var made = await PutAsync(again, "key", Content(1), VersionMode.On);
        Assert.True(made.Revision > removed.Revision);
        Assert.NotEqual(removed.VersionId, made.VersionId);
    }

    [Fact]
    public async Task Folder_is_refused_while_it_is_open_and_free_afterwards()
    {
        await using (await test.OpenAsync())
        {
            var refusal = await Assert.ThrowsAsync<DataFolderInUseException>(() => test.OpenAsync());
            Assert.Equal((test.Options.Folder, null, null), (refusal.Folder, refusal.Pid, refusal.Url));
            Assert.Contains($"The data folder {test.Options.Folder} is in use by another process.", refusal.Message, StringComparison.Ordinal);
        }

        await (await test.OpenAsync()).DisposeAsync();
    }

    [Fact]
    public async Task Refusal_names_the_server_that_has_the_folder()
    {
        await using var store = await test.OpenAsync();
        var file = Path.Combine(store.Folder, "server.json");
        await File.WriteAllTextAsync(file, """{"url":"http://127.0.0.1:8280","pid":4711}""", Ct);
        var refusal = await Assert.ThrowsAsync<DataFolderInUseException>(() => test.OpenAsync());
        Assert.Equal((4711, "http://127.0.0.1:8280"), (refusal.Pid, refusal.Url));
        Assert.Contains("process 4711, which serves http://127.0.0.1:8280", refusal.Message, StringComparison.Ordinal);

        foreach (var nonsense in new[] { "", "[]", "{\"pid\":\"x\",\"url\":5}", "{" })
        {
            await File.WriteAllTextAsync(file, nonsense, Ct);
            Assert.Null((await Assert.ThrowsAsync<DataFolderInUseException>(() => test.OpenAsync())).Url);
        }
    }

    [Fact]
    public async Task Folder_of_a_newer_format_is_refused_and_left_alone()
    {
        await (await test.OpenAsync()).DisposeAsync();
        var index = Path.Combine(test.Options.Folder!, "index.db");
        using (var connection = new SqliteConnection($"Data Source={index};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "pragma user_version = 99";
            command.ExecuteNonQuery();
        }

        for (var attempt = 0; attempt < 2; attempt++)
        {
            var refusal = await Assert.ThrowsAsync<DataFolderFormatException>(() => test.OpenAsync());
            Assert.Contains("has format 99", refusal.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Folder_of_the_first_format_gets_what_the_later_ones_have()
    {
        await (await test.OpenAsync()).DisposeAsync();
        using (var connection = new SqliteConnection($"Data Source={Path.Combine(test.Options.Folder!, "index.db")};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "delete from bucket where name in ('.parts', '.code'); drop trigger usage_of_new_version; drop trigger usage_of_removed_version; drop trigger usage_of_moved_version; drop table usage; pragma user_version = 1";
            command.ExecuteNonQuery();
        }

        await using var again = await test.OpenAsync();
        var part = new CommitRequest { Name = new(HiddenBucket.Parts, "0A/00001"), Pieces = [], Description = new() { ETag = "", ObjectType = "Normal", StorageClass = "Standard" } };
        Assert.Equal(CommitVerdict.Committed, (await again.CommitAsync(part, Ct)).Verdict);
    }

    [Fact]
    public async Task Folder_keeps_itself_out_of_repositories()
    {
        await using var store = await test.OpenAsync();
        Assert.Equal("*\n", await File.ReadAllTextAsync(Path.Combine(store.Folder, ".gitignore"), Ct));
    }

    [Fact]
    public async Task Temporary_folder_goes_with_its_store()
    {
        var store = await test.OpenAsync(test.Options with { Folder = null });
        await PutAsync(store, "large", Content(100_000));
        Assert.True(Directory.Exists(store.Folder));
        await store.DisposeAsync();
        Assert.False(Directory.Exists(store.Folder));
    }

    public void Dispose() => test.Dispose();
}
