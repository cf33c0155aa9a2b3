using FcCreds.Storage.S3.Orphans;

namespace FcCreds.Storage.S3.Content;

/// <summary>Content in memory, in the parts of an upload that is not complete, or in an object that nobody sees.</summary>
internal sealed class S3StagedContent(S3Backend backend) : StagedContent
{
    private bool committed;

    /// <summary>Of small content.</summary>
    public byte[]? Bytes { get; init; }

    /// <summary>Of large content that is an object by itself.</summary>
    public PartUpload? Upload { get; init; }

    /// <summary>Of large content that is to be joined with other pieces: parts of an upload cannot be copied, an object can.</summary>
    public S3Place? Hidden { get; init; }

    /// <summary>Of <see cref="Hidden"/>: keeps sweepers away from it.</summary>
    public WriteOwner.Held? Held { get; init; }

    public void MarkCommitted() => committed = true;

    /// <exception cref="InvalidOperationException">It is part of an object already.</exception>
    public void CheckFree()
    {
        if (committed) throw new InvalidOperationException("Staged content becomes part of one object, once.");
    }

    public override async ValueTask DisposeAsync()
    {
        if (!committed && Upload is not null) await Upload.AbortAsync();
        if (Hidden is { } place) await backend.TryDeleteAsync(place);
        Held?.Dispose();
    }
}
