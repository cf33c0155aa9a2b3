using System.Text.RegularExpressions;

namespace FcCreds.Tests.Architecture;

public sealed partial class SourceRulesTests
{
    private const int MedianLines = 60;
    private const int MostFilesLines = 200;
    private const int MaxLines = 400;

    private static readonly string[] Trees = ["src", "tests"];

    [Fact]
    public void Half_of_all_files_fit_on_a_screen()
    {
        var sizes = Trees.SelectMany(SizesOf).Select(file => file.Lines).Order().ToList();
        Assert.InRange(sizes[sizes.Count / 2], 1, MedianLines);
    }

    [Theory]
    [InlineData("src")]
    [InlineData("tests")]
    public void Nine_files_of_ten_are_short_and_none_is_long(string tree)
    {
        var sizes = SizesOf(tree).ToList();
        var large = sizes.Where(file => file.Lines > MostFilesLines).Select(file => $"{file.Path} ({file.Lines})").ToList();
        Assert.True(large.Count * 10 <= sizes.Count, $"More than a tenth of the files exceed {MostFilesLines} lines: {string.Join(", ", large)}");
        Assert.Empty(sizes.Where(file => file.Lines > MaxLines).Select(file => $"{file.Path} ({file.Lines})"));
    }

    [Fact]
    public void Nothing_is_left_to_do_later()
        => Assert.Empty(FilesWith(Postponed()));

    [Fact]
    public void The_ban_on_direct_clocks_is_wired_into_every_project_and_nobody_steps_around_it()
    {
        var build = File.ReadAllText(Path.Combine(SourceTree.Root, "Directory.Build.props"));
        Assert.Contains("Microsoft.CodeAnalysis.BannedApiAnalyzers", build, StringComparison.Ordinal);
        Assert.Contains("BannedSymbols.txt", build, StringComparison.Ordinal);
        Assert.Contains("<TreatWarningsAsErrors>true</TreatWarningsAsErrors>", build, StringComparison.Ordinal);
        Assert.Contains("P:System.DateTime.UtcNow;", File.ReadAllText(Path.Combine(SourceTree.Root, "BannedSymbols.txt")), StringComparison.Ordinal);
        Assert.Empty(FilesWith(SilencedBan()));
        Assert.All(SourceTree.Projects, project => Assert.DoesNotContain("RS0030", File.ReadAllText(SourceTree.ProjectFile(project)), StringComparison.Ordinal));
    }

    private static IEnumerable<(string Path, int Lines)> SizesOf(string tree)
        => SourceTree.SourceFiles(tree).Select(file => (Path.GetRelativePath(SourceTree.Root, file), File.ReadLines(file).Count()));

    private static IEnumerable<string> FilesWith(Regex pattern)
        => Trees.SelectMany(SourceTree.SourceFiles)
            .Where(file => pattern.IsMatch(File.ReadAllText(file)))
            .Select(file => Path.GetRelativePath(SourceTree.Root, file));

    [GeneratedRegex(@"//.*\b(TO[D]O|FIX[M]E|HA[C]K)\b")]
    private static partial Regex Postponed();

    [GeneratedRegex(@"(pragma warning disable|SuppressMessage).*RS00[3]0")]
    private static partial Regex SilencedBan();
}
