namespace FcCreds.Storage.S3.Facts;

/// <summary>A record as it was found: what it says, and the backend's ETag for whoever wants to replace it.</summary>
internal sealed record FoundRecord(FactsRecord Record, ObjectDescription Description, string RecordETag);

/// <summary>
/// Keeps what an object at the backend cannot say of itself. The object is written first and its record second, so a record without its
/// object can only be about one that was replaced, and is ignored.
/// </summary>
internal sealed class FactsRecords(S3Backend backend)
{
    /// <summary>Names of the records about an object; more than one when earlier writes left theirs.</summary>
    public async Task<IReadOnlyList<FactsRecord>> NamesOfAsync(ObjectName name, CancellationToken ct)
    {
        var folder = S3Names.Facts(name);
        return [.. (await backend.ListFolderAsync(folder, ct)).Select(FactsRecord.Read).OfType<FactsRecord>()];
    }

    public async Task<FoundRecord?> ReadAsync(ObjectName name, FactsRecord record, CancellationToken ct)
        => await backend.GetAsync(Place(name, record), ct) is var (content, eTag) && DescriptionDocument.Read(content) is { } description
            ? new(record, description, eTag)
            : null;

    /// <summary>The record's ETag, or null when the condition did not hold.</summary>
    public Task<string?> WriteAsync(ObjectName name, FactsRecord record, ObjectDescription description, WriteCondition condition, CancellationToken ct)
        => backend.PutAsync(Place(name, record), DescriptionDocument.Write(description), label: null, "application/json", condition, ct);

    /// <summary>Removes the records about an object, but one.</summary>
    public async Task SweepAsync(ObjectName name, FactsRecord? kept, CancellationToken ct)
    {
        foreach (var record in await NamesOfAsync(name, ct))
        {
            if (record != kept) await backend.DeleteAsync(Place(name, record), ct);
        }
    }

    public S3Place Place(ObjectName name, FactsRecord record) => new(backend.Names.Hidden, S3Names.Facts(name) + record.Write());
}
