namespace FcCreds.Storage.S3.Content;

/// <summary>Content in memory, or in the parts of an upload that is not complete.</summary>
internal sealed class S3StagedContent : StagedContent
{
    private bool committed;

    /// <summary>Of small content.</summary>
    public byte[]? Bytes { get; init; }

    /// <summary>Of large content.</summary>
    public PartUpload? Upload { get; init; }

    public void MarkCommitted() => committed = true;

    /// <exception cref="InvalidOperationException">It is part of an object already.</exception>
    public void CheckFree()
    {
        if (committed) throw new InvalidOperationException("Staged content becomes part of one object, once.");
    }

    public override async ValueTask DisposeAsync()
    {
        if (!committed && Upload is not null) await Upload.AbortAsync();
    }
}
