using System.Text.Json;
using FcCreds.Core.Sessions;
using FcCreds.Identity.Ram.Records;
using FcCreds.Storage;

namespace FcCreds.Identity.Ram;

/// <summary>Accounts in the document store, one document each: <c>ram/{account id}</c>.</summary>
internal sealed class RamDocuments(IDocumentStore documents, SealingKeyRing ring)
{
    private readonly RamJson json = RamJson.With(ring);

    public ValueTask<StoredAccount?> FindAsync(string accountId, CancellationToken ct) => FindUnlessAsync(accountId, revision: null, ct);

    /// <summary>Null also when it is still at that revision.</summary>
    public async ValueTask<StoredAccount?> FindUnlessAsync(string accountId, long? revision, CancellationToken ct)
    {
        if (await documents.FindAsync(Name(accountId), ct) is not { } document || document.Revision == revision) return null;
        return new(JsonSerializer.Deserialize(document.Content.Span, json.AccountRecord)!, document.Revision);
    }

    /// <summary>Null when somebody else has changed the account since <paramref name="before"/>, or made it.</summary>
    public async ValueTask<StoredAccount?> PutAsync(AccountRecord record, StoredAccount? before, CancellationToken ct)
    {
        record = record with { SealedWith = ring.Primary.KeyId };
        var precondition = before is null ? Precondition.Absent : Precondition.AtRevision(before.Revision);
        var revision = await documents.PutAsync(Name(record.AccountId), JsonSerializer.SerializeToUtf8Bytes(record, json.AccountRecord), precondition, ct);
        return revision is { } written ? new(record, written) : null;
    }

    /// <summary>
    /// Whether the secrets lie under a key that no longer seals here. One that is only staged here seals elsewhere already: that
    /// document is newer than this node.
    /// </summary>
    public bool NeedsSealing(AccountRecord record)
        => record.SealedWith is { } keyId && ring.Keys.FirstOrDefault(key => key.KeyId == keyId) is { State: SealingKeyState.VerifyOnly or SealingKeyState.Retired };

    private static string Name(string accountId) => $"ram/{accountId}";
}

/// <summary>An account as it is in the store.</summary>
internal sealed record StoredAccount(AccountRecord Record, long Revision);
