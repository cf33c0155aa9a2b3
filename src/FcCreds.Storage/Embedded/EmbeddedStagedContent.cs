namespace FcCreds.Storage.Embedded;

/// <summary>Either bytes in memory or a file that no index row refers to yet.</summary>
internal sealed class EmbeddedStagedContent(ContentFiles files) : StagedContent
{
    private bool committed;

    public byte[] Bytes { get; init; } = [];

    /// <summary>Null for content in memory.</summary>
    public long? FileId { get; init; }

    public void ThrowIfCommitted()
    {
        if (committed)
            throw new InvalidOperationException("This staged content is part of an object already.");
    }

    public void MarkCommitted() => committed = true;

    public override ValueTask DisposeAsync()
    {
        if (!committed && FileId is { } id)
            files.Delete(id);
        committed = true;
        return ValueTask.CompletedTask;
    }
}
