using System.Security.Cryptography;
using FcCreds.Core.Time;
using FcCreds.Storage;
using FcCreds.Storage.Embedded;

namespace FcCreds.Tests.Storage.Embedded;

/// <summary>A data folder of its own for a test, clocks under control, and the few steps that every test takes.</summary>
internal sealed class TestStore : IDisposable
{
    public const string Bucket = "photos";

    public string Folder { get; } = Directory.CreateTempSubdirectory("fccreds-test-").FullName;

    public ManualTimeProvider Wire { get; } = new();

    public ManualTimeProvider Monotonic { get; } = new();

    public EmbeddedStoreOptions Options => new()
    {
        Folder = Path.Combine(Folder, "data"),
        Clocks = new Clocks(new ShiftableTimeProvider(Wire), new ShiftableTimeProvider(Wire), Monotonic),
    };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async Task<EmbeddedStore> OpenAsync(EmbeddedStoreOptions? options = null)
    {
        var store = await EmbeddedStore.OpenAsync(options ?? Options, Ct);
        var bucket = new BucketRecord
        {
            Name = Bucket,
            OwnerAccountId = "1234567890123456",
            CreatedAt = Wire.GetUtcNow(),
            Region = "cn-hangzhou",
            StorageClass = "Standard",
            DataRedundancyType = "LRS",
        };
        await store.CreateBucketAsync(bucket, Ct);
        return store;
    }

    /// <summary>Says the content's MD5 in its ETag, so that whoever reads it can tell that it is whole.</summary>
    public static async Task<ObjectVersion> PutAsync(EmbeddedStore store, string key, byte[] content, VersionMode mode = VersionMode.Off)
    {
        await using var staged = await store.StageAsync(new ObjectName(Bucket, key), new MemoryStream(content), joined: false, Ct);
        return await CommitAsync(store, key, [new Piece.Staged(staged)], Convert.ToHexString(MD5.HashData(content)), mode);
    }

    /// <summary>Makes the object longer by new content; its ETag says nothing.</summary>
    public static async Task<ObjectVersion> AppendAsync(EmbeddedStore store, ObjectVersion version, byte[] content)
    {
        await using var staged = await store.StageAsync(version.Name, new MemoryStream(content), joined: false, Ct);
        return await CommitAsync(store, version.Name.Key, [new Piece.Slice(version, 0, version.Length), new Piece.Staged(staged)], "", VersionMode.Off);
    }

    public static async Task<ObjectVersion?> FindAsync(EmbeddedStore store, string key)
        => await store.FindAsync(new ObjectName(Bucket, key), null, Ct);

    public static async Task DeleteAsync(EmbeddedStore store, string key)
        => await store.DeleteAsync(new RemovalRequest { Name = new ObjectName(Bucket, key) }, Ct);

    public static async Task<byte[]> ReadAsync(EmbeddedStore store, ObjectVersion version)
    {
        await using var stream = await store.OpenReadAsync(version, 0, version.Length, Ct);
        var content = new MemoryStream();
        await stream.CopyToAsync(content, Ct);
        return content.ToArray();
    }

    public static async Task AssertWholeAsync(EmbeddedStore store, ObjectVersion version)
        => Assert.Equal(version.Description.ETag, Convert.ToHexString(MD5.HashData(await ReadAsync(store, version))));

    public static byte[] Content(int length, int seed = 1)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    /// <summary>The content files on disk.</summary>
    public int CountFiles() => Directory.EnumerateFiles(Path.Combine(Options.Folder!, "files"), "*", SearchOption.AllDirectories).Count();

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static async Task<ObjectVersion> CommitAsync(EmbeddedStore store, string key, Piece[] pieces, string eTag, VersionMode mode)
    {
        var description = new ObjectDescription { ETag = eTag, ObjectType = "Normal", StorageClass = "Standard" };
        var request = new CommitRequest { Name = new ObjectName(Bucket, key), Pieces = pieces, Description = description, VersionMode = mode };
        return (await store.CommitAsync(request, Ct)).Version!;
    }
}
