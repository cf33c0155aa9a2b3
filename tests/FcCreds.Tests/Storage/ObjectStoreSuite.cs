using System.Text;
using FcCreds.Storage;

namespace FcCreds.Tests.Storage;

/// <summary>What every store must do, whatever is behind it. A store's own test class says how to open it.</summary>
public abstract partial class ObjectStoreSuite : IAsyncLifetime
{
    private protected const string Bucket = "photos";

    private protected IObjectStore Store { get; set; } = null!;

    private protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Store = await OpenAsync();
        await Store.CreateBucketAsync(NewBucket(Bucket), Ct);
    }

    public virtual async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Whether content can be opened for a while after it was replaced.</summary>
    protected virtual bool KeepsReplacedContent => true;

    /// <summary>How many random listings are compared with the model.</summary>
    protected virtual int ListingCases => 150;

    /// <summary>An empty store.</summary>
    private protected abstract ValueTask<IObjectStore> OpenAsync();

    private protected static ObjectName Name(string key) => new(Bucket, key);

    private protected static BucketRecord NewBucket(string name, string owner = "1234567890123456") => new()
    {
        Name = name,
        OwnerAccountId = owner,
        CreatedAt = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000),
        Region = "cn-hangzhou",
        StorageClass = "Standard",
        DataRedundancyType = "LRS",
    };

    private protected static ObjectDescription Describe(string eTag = "5D41402ABC4B2A76B9719D911017C592", string facts = "") => new()
    {
        ETag = eTag,
        ObjectType = "Normal",
        StorageClass = "IA",
        Crc64 = ulong.MaxValue - 1,
        Headers = Encoding.UTF8.GetBytes("Content-Type: text/plain"),
        Facts = Encoding.UTF8.GetBytes(facts),
    };

    private protected static byte[] RandomBytes(int length, int seed = 1)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    private protected ValueTask<StagedContent> StageAsync(ObjectName name, byte[] content, bool joined = false)
        => Store.StageAsync(name, new MemoryStream(content), joined, Ct);

    private protected async Task<CommitOutcome> TryPutAsync(
        ObjectName name, byte[] content, Precondition precondition = default, VersionMode mode = VersionMode.Off)
    {
        await using var staged = await StageAsync(name, content);
        return await CommitAsync(name, [new Piece.Staged(staged)], precondition, mode);
    }

    private protected async Task<ObjectVersion> PutAsync(string key, byte[] content, VersionMode mode = VersionMode.Off)
    {
        var outcome = await TryPutAsync(Name(key), content, default, mode);
        Assert.Equal(CommitVerdict.Committed, outcome.Verdict);
        return outcome.Version!;
    }

    private protected Task<ObjectVersion> PutAsync(string key, string content = "hello", VersionMode mode = VersionMode.Off)
        => PutAsync(key, Encoding.UTF8.GetBytes(content), mode);

    private protected async Task<CommitOutcome> CommitAsync(
        ObjectName name, IReadOnlyList<Piece> pieces, Precondition precondition = default, VersionMode mode = VersionMode.Off)
        => await Store.CommitAsync(
            new CommitRequest { Name = name, Pieces = pieces, Description = Describe(), Precondition = precondition, VersionMode = mode }, Ct);

    private protected async Task<RemovalOutcome> DeleteAsync(
        string key, string? versionId = null, VersionMode mode = VersionMode.Off, Precondition precondition = default)
    {
        return await Store.DeleteAsync(new RemovalRequest { Name = Name(key), VersionId = versionId, VersionMode = mode, Precondition = precondition }, Ct);
    }

    private protected async Task<ObjectVersion?> FindAsync(string key, string? versionId = null)
        => await Store.FindAsync(Name(key), versionId, Ct);

    private protected async Task<byte[]> ReadAsync(ObjectVersion version, long offset = 0, long? length = null)
    {
        await using var stream = await Store.OpenReadAsync(version, offset, length ?? version.Length - offset, Ct);
        var content = new MemoryStream();
        await stream.CopyToAsync(content, Ct);
        return content.ToArray();
    }

    private protected async Task<string?> TextAsync(string key, string? versionId = null)
        => await FindAsync(key, versionId) is { } version ? Encoding.UTF8.GetString(await ReadAsync(version)) : null;
}
