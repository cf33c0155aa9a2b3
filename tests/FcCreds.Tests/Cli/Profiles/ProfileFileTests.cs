using FcCreds.Cli.Profiles;

namespace FcCreds.Tests.Cli.Profiles;

public sealed class ProfileFileTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("fccreds-profiles-");

    private string Path => System.IO.Path.Combine(folder.FullName, "there", "config.json");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Many_writers_lose_nothing()
    {
        await Task.WhenAll(Enumerable.Range(0, 40).Select(n => Task.Run(() => ProfileFile.ChangeAsync(Path, text => $"{text}{n}\n", TestContext.Current.CancellationToken))));
        Assert.Equal(Enumerable.Range(0, 40), (await ReadAsync(Path)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse).Order());
    }

    [Fact]
    public async Task Readers_see_the_old_text_or_the_new_one()
    {
        var texts = new[] { new string('a', 200_000), new string('b', 200_000) };
        await ProfileFile.ChangeAsync(Path, _ => texts[0], TestContext.Current.CancellationToken);
        var writing = Task.Run(async () =>
        {
            for (var i = 1; i <= 50; i++) await ProfileFile.ChangeAsync(Path, _ => texts[i % 2], TestContext.Current.CancellationToken);
        });
        while (!writing.IsCompleted) Assert.Contains(await ReadAsync(Path), texts);
        await writing;
    }

    [Fact]
    public async Task A_change_that_fails_leaves_the_file_alone()
    {
        await ProfileFile.ChangeAsync(Path, _ => "before", TestContext.Current.CancellationToken);
        await Assert.ThrowsAsync<InvalidOperationException>(() => ProfileFile.ChangeAsync(Path, _ => throw new InvalidOperationException(), TestContext.Current.CancellationToken));
        Assert.Equal("before", await ReadAsync(Path));
    }

    [Fact]
    public async Task Only_the_owner_may_read_it_and_a_link_stays_a_link()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no file modes.");
            return;
        }
        var target = System.IO.Path.Combine(folder.FullName, "elsewhere.json");
        await File.WriteAllTextAsync(target, "old", TestContext.Current.CancellationToken);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
        File.CreateSymbolicLink(Path, target);
        await ProfileFile.ChangeAsync(Path, text => text + " and new", TestContext.Current.CancellationToken);
        Assert.Equal("old and new", await ReadAsync(target));
        Assert.Equal(target, new FileInfo(Path).LinkTarget);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(target));
    }

    private static Task<string> ReadAsync(string path) => File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);
}
