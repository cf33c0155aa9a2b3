using System.Text.Json;
using FcCreds.Storage;

namespace FcCreds.Fc.State;

/// <summary>Accounts in the document store, one document each: <c>fc/{account id}</c>.</summary>
internal sealed class FcDocuments(IDocumentStore documents)
{
    public ValueTask<StoredFcAccount?> FindAsync(string accountId, CancellationToken ct) => FindUnlessAsync(accountId, revision: null, ct);

    /// <summary>Null also when it is still at that revision.</summary>
    public async ValueTask<StoredFcAccount?> FindUnlessAsync(string accountId, long? revision, CancellationToken ct)
    {
        if (await documents.FindAsync(Name(accountId), ct) is not { } document || document.Revision == revision) return null;
        return new(JsonSerializer.Deserialize(document.Content.Span, FcStateJson.Compact.FcAccountRecord)!, document.Revision);
    }

    /// <summary>Null when somebody else has changed the account since <paramref name="before"/>, or made it.</summary>
    public async ValueTask<StoredFcAccount?> PutAsync(FcAccountRecord record, StoredFcAccount? before, CancellationToken ct)
    {
        var precondition = before is null ? Precondition.Absent : Precondition.AtRevision(before.Revision);
        var revision = await documents.PutAsync(Name(record.AccountId), JsonSerializer.SerializeToUtf8Bytes(record, FcStateJson.Compact.FcAccountRecord), precondition, ct);
        return revision is { } written ? new(record, written) : null;
    }

    private static string Name(string accountId) => $"fc/{accountId}";
}

/// <summary>An account as it is in the store.</summary>
internal sealed record StoredFcAccount(FcAccountRecord Record, long Revision);
