namespace FcCreds.Server.Hosting;

/// <summary>A token as it was given, and for how long it is good.</summary>
internal sealed record FreshToken(string Token, TimeSpan Life);

/// <summary>
/// The file that <c>ALIBABA_CLOUD_OIDC_TOKEN_FILE</c> names, kept fresh as a cluster keeps the one in a pod: at half of its token's life
/// the next token takes its place as a whole. While none is to be had the old one stays.
/// </summary>
internal sealed class OidcTokenFile : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource stopping = new();
    private readonly string path;
    private readonly TimeProvider time;
    private readonly UnixFileMode mode;
    private Task renewing = Task.CompletedTask;

    private OidcTokenFile(string path, TimeProvider time, UnixFileMode mode) => (this.path, this.time, this.mode) = (path, time, mode);

    /// <summary>Writes the first token; <paramref name="next"/> fetches those after it, and answers null when there is none just now.</summary>
    public static OidcTokenFile Start(string path, FreshToken first, Func<CancellationToken, Task<FreshToken?>> next, TimeProvider time, UnixFileMode mode = PrivateFile.Mode)
    {
        var file = new OidcTokenFile(path, time, mode);
        AtomicFile.Write(path, first.Token, mode);
        file.renewing = file.RenewAsync(first, next);
        return file;
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await renewing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stopping.Dispose();
        File.Delete(path);
    }

    private async Task RenewAsync(FreshToken first, Func<CancellationToken, Task<FreshToken?>> next)
    {
        var wait = first.Life / 2;
        while (true)
        {
            await Task.Delay(wait, time, stopping.Token);
            wait = await next(stopping.Token) is { } fresh && IsWritten(fresh) ? fresh.Life / 2 : Pause;
        }
    }

    private bool IsWritten(FreshToken fresh)
    {
        try
        {
            AtomicFile.Write(path, fresh.Token, mode);
            return true;
        }
        catch (IOException)
        {
            // A full disk may have room again.
            return false;
        }
    }
}
