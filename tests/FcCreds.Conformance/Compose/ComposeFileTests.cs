using System.Text.RegularExpressions;

namespace FcCreds.Conformance.Compose;

/// <summary>docker-compose.yml by Compose's own reading, and what that does not look at.</summary>
public sealed partial class ComposeFileTests
{
    private static readonly string Root = Path.GetFullPath(Path.Combine(Sources.Folder, "..", ".."));
    private static readonly string Compose = File.ReadAllText(Path.Combine(Root, "docker-compose.yml"));
    private static readonly string Dockerfile = File.ReadAllText(Path.Combine(Root, "Dockerfile"));

    [Theory]
    [InlineData]
    [InlineData("embedded")]
    [InlineData("sample")]
    [InlineData("client")]
    [InlineData("metadata")]
    [InlineData("replicas")]
    [InlineData("embedded", "sample", "client", "metadata", "replicas")]
    public async Task Compose_accepts_it_with_every_profile(params string[] profiles)
    {
        Assert.SkipUnless(Tool.Exists("docker-compose"), "docker-compose is not installed");
        var (exitCode, printed) = await Tool.RunAsync("docker-compose", [.. profiles.SelectMany(profile => (string[])["--profile", profile]), "config", "--quiet"], Root);
        Assert.True(exitCode == 0, printed);
        Assert.Empty(printed);
    }

    [Fact]
    public void Every_variable_has_a_default_and_stands_with_it_in_the_example()
    {
        var used = Variable().Matches(Compose).Select(match => (Name: match.Groups[1].Value, Default: match.Groups[2].Value)).Distinct().OrderBy(variable => variable.Name, StringComparer.Ordinal);
        var example = File.ReadAllLines(Path.Combine(Root, ".env.example")).Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split('=', 2)).Select(parts => (Name: parts[0], Default: parts[1])).OrderBy(variable => variable.Name, StringComparer.Ordinal);
        Assert.Equal(used, example);
        Assert.Equal(Variable().Count(Compose), Regex.Count(Compose, @"\$\{"));
    }

    [Fact]
    public void What_it_builds_runs_and_mounts_is_there()
    {
        var targets = Regex.Matches(Dockerfile, "^FROM .* AS (.*)$", RegexOptions.Multiline).Select(match => match.Groups[1].Value).ToList();
        foreach (Match target in Regex.Matches(Compose, @"target: (?:\$\{\w+:-)?(\w+)")) Assert.Contains(target.Groups[1].Value, targets);
        foreach (Match path in Regex.Matches(Compose, @"- (?:\$\{\w+:-)?(\./[^}:]*)")) Assert.True(Path.Exists(Path.Combine(Root, path.Groups[1].Value)), path.Value);
        foreach (Match path in Regex.Matches(Compose, "/workspace/([^}\"]*)")) Assert.True(File.Exists(Path.Combine(Root, "fixtures", path.Groups[1].Value)), path.Value);
        foreach (Match source in Regex.Matches(Dockerfile, @"^COPY (?:--chmod=\S+ )?((?:docker|tests)/\S+)", RegexOptions.Multiline)) Assert.True(File.Exists(Path.Combine(Root, source.Groups[1].Value)), source.Value);
        Assert.Contains("test: [\"CMD\", \"fccreds-healthcheck\"]", Compose, StringComparison.Ordinal);
        Assert.Contains("COPY --chmod=0755 docker/healthcheck /usr/local/bin/fccreds-healthcheck", Dockerfile, StringComparison.Ordinal);
    }

    /// <summary><c>${NAME:-default}</c>, the only form that works without any set-up and with an empty line in <c>.env</c>.</summary>
    [GeneratedRegex(@"\$\{(\w+):-([^}]*)\}")]
    private static partial Regex Variable();
}
