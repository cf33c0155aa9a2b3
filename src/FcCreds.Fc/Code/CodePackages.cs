using System.Globalization;
using FcCreds.Fc.State;
using FcCreds.Storage;

namespace FcCreds.Fc.Code;

/// <summary>Zips of code in the store: objects <c>{account id}/{package id}</c> of the hidden bucket for code.</summary>
internal sealed class CodePackages(IObjectStore store)
{
    /// <summary>Keeps a package. Nothing refers to it yet: whoever cannot use it deletes it.</summary>
    public async ValueTask<CodePackage> PutAsync(string accountId, Stream content, CancellationToken ct)
    {
        var id = Guid.NewGuid().ToString("N");
        var name = Name(accountId, id);
        await using var staged = await store.StageAsync(name, content, joined: false, ct);
        var digest = staged.Digest;
        await store.CommitAsync(
            new()
            {
                Name = name,
                Pieces = [new Piece.Staged(staged)],
                Description = new() { ETag = Convert.ToHexString(digest.Md5.Span), ObjectType = "Normal", StorageClass = "Standard", Crc64 = digest.Crc64 },
            },
            ct);
        return new(id, digest.Length, digest.Crc64.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Null when it is not there (any more).</summary>
    public async ValueTask<Stream?> OpenAsync(string accountId, CodePackage package, CancellationToken ct)
        => await store.FindAsync(Name(accountId, package.Id), null, ct) is { } found ? await store.OpenReadAsync(found, 0, found.Length, ct) : null;

    public ValueTask DeleteAsync(string accountId, CodePackage package, CancellationToken ct) => DeleteAsync(accountId, package.Id, ct);

    public async ValueTask DeleteAsync(string accountId, string packageId, CancellationToken ct)
        => await store.DeleteAsync(new() { Name = Name(accountId, packageId) }, ct);

    private static ObjectName Name(string accountId, string id) => new(HiddenBucket.Code, $"{accountId}/{id}");
}
