using FcCreds.Server.Hosting;

namespace FcCreds.Tests.Server.Hosting;

public sealed class OidcTokenFileTests : IDisposable
{
    private readonly ManualTimeProvider time = new();
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("fccreds-token-file-");
    private readonly Queue<FreshToken?> next = new();

    private string Path => System.IO.Path.Combine(folder.FullName, "token");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task The_next_token_takes_the_place_of_the_old_at_half_of_its_life()
    {
        next.Enqueue(new("two", TimeSpan.FromMinutes(1)));
        next.Enqueue(new("three", TimeSpan.FromHours(1)));
        await using var file = Start();
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path));
        time.Advance(TimeSpan.FromMinutes(29));
        Assert.Equal("one", Read());
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("two", Read());
        time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal("three", Read());
    }

    [Fact]
    public async Task The_old_token_stays_while_there_is_no_other()
    {
        next.Enqueue(null);
        next.Enqueue(new("two", TimeSpan.FromHours(1)));
        await using var file = Start();
        time.Advance(TimeSpan.FromMinutes(30));
        Assert.Equal("one", Read());
        time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal("two", Read());
    }

    [Fact]
    public async Task The_file_goes_when_nobody_needs_it_any_more()
    {
        await Start().DisposeAsync();
        Assert.False(File.Exists(Path));
    }

    // Answers at once, so that everything has happened when the clock has moved.
    private OidcTokenFile Start() => OidcTokenFile.Start(Path, new("one", TimeSpan.FromHours(1)), _ => Task.FromResult(next.Dequeue()), time);

    private string Read() => File.ReadAllText(Path);
}
