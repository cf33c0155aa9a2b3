namespace FcCreds.Storage.S3.Orphans;

/// <summary>
/// Objects <c>owners/{id}</c> of the hidden bucket, one for each process on the store, written anew every few seconds. Their times are
/// the backend's, so no two machines' clocks are compared.
/// </summary>
internal sealed class OwnerSigns(S3Backend backend)
{
    /// <summary>A process whose last sign is older than this has ended.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromMinutes(2);

    private S3Place Own => new(backend.Names.Hidden, S3Names.Owners + backend.Owner.Id);

    /// <summary>Says that this process lives.</summary>
    public Task WriteAsync(CancellationToken ct) => backend.PutAsync(Own, [], label: null, contentType: null, WriteCondition.None, ct);

    /// <summary>The backend's time, by this process' last sign.</summary>
    public async Task<DateTimeOffset> NowAsync(CancellationToken ct)
    {
        while (true)
        {
            await WriteAsync(ct);
            // Another process may take this one for ended, in this very moment.
            if (await backend.HeadAsync(Own, ct) is { } sign) return sign.LastModified;
        }
    }

    /// <summary>Ids of the processes that live, and the signs of those that do not.</summary>
    public async Task<(IReadOnlySet<string> Living, IReadOnlyList<S3Place> Ended)> ReadAsync(DateTimeOffset now, CancellationToken ct)
    {
        var (living, ended) = (new HashSet<string>(), new List<S3Place>());
        await foreach (var sign in backend.ListHiddenAsync(S3Names.Owners, ct: ct))
        {
            if (now - sign.LastModified < Silence) living.Add(sign.Key[S3Names.Owners.Length..]);
            else ended.Add(new(backend.Names.Hidden, sign.Key));
        }
        return (living, ended);
    }

    public Task RemoveAsync() => backend.TryDeleteAsync(Own);
}
