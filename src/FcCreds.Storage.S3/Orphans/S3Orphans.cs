namespace FcCreds.Storage.S3.Orphans;

/// <summary>
/// Removes what operations left at the backend whose process died over them, or that could not tidy up for the backend was away. Any
/// number of processes may do it at once, at any time.
/// </summary>
internal sealed class S3Orphans(S3Backend backend)
{
    private readonly OwnerSigns signs = new(backend);
    private readonly UploadSweep uploads = new(backend);
    private readonly RecordSweep records = new(backend);

    /// <summary>This process, as its sign is named.</summary>
    public string OwnerId => backend.Owner.Id;

    /// <summary>Says that this process lives; to be said again before <see cref="OwnerSigns.Silence"/> is over.</summary>
    public Task SignAsync(CancellationToken ct) => signs.WriteAsync(ct);

    /// <param name="age">What is younger stays, unless this process left it.</param>
    /// <param name="alsoRecords">Which costs a list of all objects, while the rest is found at once.</param>
    /// <param name="ct">Ends it.</param>
    public async Task<IReadOnlyList<Orphan>> SweepAsync(TimeSpan age, bool alsoRecords, CancellationToken ct)
    {
        var now = await signs.NowAsync(ct);
        var (living, ended) = await signs.ReadAsync(now, ct);
        // The backend tells whole seconds: what was made in the second of `now` is not older than it.
        var sweep = new Sweep(backend.Owner, living, now - age + TimeSpan.FromSeconds(1));
        await uploads.RunAsync(sweep, ct);
        if (alsoRecords)
        {
            await foreach (var bucket in backend.ListHiddenAsync(S3Names.Buckets, ct: ct)) await records.RunAsync(bucket.Key[S3Names.Buckets.Length..], sweep, ct);
            foreach (var hidden in HiddenBucket.All) await records.RunAsync(hidden, sweep, ct);
        }
        foreach (var sign in ended) await backend.DeleteAsync(sign, ct);
        return sweep.Removed;
    }

    /// <summary>Says that this process has ended.</summary>
    public Task EndAsync() => signs.RemoveAsync();
}
