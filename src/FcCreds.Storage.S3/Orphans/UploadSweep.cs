using Amazon.S3;
using FcCreds.Storage.S3.Faults;

namespace FcCreds.Storage.S3.Orphans;

/// <summary>Aborts uploads whose writer has ended, and removes what its stages and its trial of the backend left.</summary>
internal sealed class UploadSweep(S3Backend backend)
{
    public async Task RunAsync(Sweep sweep, CancellationToken ct)
    {
        await foreach (var listed in backend.ListHiddenAsync(S3Names.Uploads, ct: ct))
        {
            if (!sweep.IsOver(listed.Key[S3Names.Uploads.Length..], listed.LastModified)) continue;
            if (await AbortAsync(new(backend.Names.Hidden, listed.Key), ct) is { } aborted) sweep.Removed.Add(aborted);
        }
        await foreach (var listed in backend.ListHiddenAsync(S3Names.Stages, ct: ct))
        {
            var writeId = listed.Key[S3Names.Stages.Length..];
            if (!sweep.IsOver(writeId, listed.LastModified)) continue;
            await backend.DeleteAsync(new(backend.Names.Hidden, listed.Key), ct);
            sweep.Removed.Add(new(Orphan.Stage, "", writeId));
        }
        await foreach (var listed in backend.ListHiddenAsync(S3Names.Trials, ct: ct))
        {
            if (listed.LastModified < sweep.Before) await backend.DeleteAsync(new(backend.Names.Hidden, listed.Key), ct);
        }
    }

    /// <summary>Null when the upload was completed or aborted, and only its note was left.</summary>
    private async Task<Orphan?> AbortAsync(S3Place note, CancellationToken ct)
    {
        Orphan? aborted = null;
        if (await backend.GetAsync(note, ct) is var (json, _) && UploadNote.Read(json) is { } upload)
        {
            try
            {
                await backend.Client.AbortMultipartUploadAsync(upload.Bucket, upload.Key, upload.UploadId, ct);
                aborted = new(Orphan.Upload, upload.Bucket, upload.Key);
            }
            catch (AmazonS3Exception over) when (over.IsMissing())
            {
            }
        }
        await backend.DeleteAsync(note, ct);
        return aborted;
    }
}
