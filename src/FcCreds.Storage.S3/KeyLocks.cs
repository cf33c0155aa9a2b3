namespace FcCreds.Storage.S3;

/// <summary>
/// Lets this process change one thing at a time where a precondition is asked. The backend's own conditions keep other processes out;
/// where it has none, this lock is all there is.
/// </summary>
internal sealed class KeyLocks : IDisposable
{
    private readonly SemaphoreSlim[] stripes = [.. Enumerable.Range(0, 256).Select(_ => new SemaphoreSlim(1))];

    public async ValueTask<Held> EnterAsync(S3Place place, CancellationToken ct)
    {
        var stripe = stripes[(uint)place.GetHashCode() % (uint)stripes.Length];
        await stripe.WaitAsync(ct);
        return new(stripe);
    }

    public void Dispose()
    {
        foreach (var stripe in stripes) stripe.Dispose();
    }

    internal readonly struct Held(SemaphoreSlim stripe) : IDisposable
    {
        public void Dispose() => stripe.Release();
    }
}
