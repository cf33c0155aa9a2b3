namespace FcCreds.Conformance;

/// <summary>S3 clients, unmodified, at the S3-compatible door.</summary>
public sealed class S3ClientTests(FcCredsProcess server, ITestOutputHelper output) : S3ClientSuite(output)
{
    protected override string Store => "embedded";

    protected override string Url => server.Url;

    protected override string[] StoreOptions => [];
}

/// <summary>The same with the objects kept by an S3 server, so that S3 is spoken on both sides.</summary>
public sealed class S3ClientOnS3Tests(FcCredsOnS3Process server, ITestOutputHelper output) : S3ClientSuite(output)
{
    protected override string Store => "s3";

    protected override string Url
    {
        get
        {
            Assert.SkipUnless(TestS3.IsThere, TestS3.Missing);
            return server.Url;
        }
    }

    protected override string[] StoreOptions
    {
        get
        {
            Assert.SkipUnless(TestS3.IsThere, TestS3.Missing);
            return TestS3.Options(TestS3.NewPrefix());
        }
    }
}

/// <summary>What docs/s3-clients.md says of each client.</summary>
public abstract class S3ClientSuite(ITestOutputHelper output)
{
    protected abstract string Store { get; }

    protected abstract string Url { get; }

    /// <summary>For a server of a test's own.</summary>
    protected abstract string[] StoreOptions { get; }

    [Fact]
    public async Task Boto3_works() => Check("boto3", await S3Scenarios.RunBoto3Async(Url));

    [Fact]
    public async Task The_aws_sdk_for_javascript_works() => Check("aws-sdk.mjs", await NodeScenarios.RunAsync("aws-sdk.mjs", Url));

    [Fact]
    public async Task The_aws_cli_works() => Check("aws", await S3Scenarios.RunToolAsync("aws", "awscli", Url));

    [Fact]
    public async Task Rclone_works() => Check("rclone", await S3Scenarios.RunToolAsync("rclone", "rclone", Url));

    [Fact]
    public async Task S3cmd_works_where_ETags_are_in_lower_case()
    {
        var folder = Directory.CreateTempSubdirectory("fccreds-s3cmd-").FullName;
        try
        {
            await using var server = await ServeProcess.StartAsync(folder, ["--config", Path.Combine(Sources.Folder, "fccreds.yaml"), "--ephemeral", "--lower-case-etags", .. StoreOptions]);
            Check("s3cmd", await S3Scenarios.RunToolAsync("s3cmd", "s3cmd", server.Url.GetLeftPart(UriPartial.Authority)));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private void Check(string client, IReadOnlyList<ScenarioResult> results)
    {
        // tests/summary.mjs counts these lines.
        foreach (var result in results) output.WriteLine($"conformance {Store}: {(result.Problem is null ? "ok" : "FAILED")} {client} {result.Name}");
        var problems = results.Where(result => result.Problem is not null).Select(result => $"{result.Name}\n{result.Problem}").ToList();
        Assert.True(problems.Count == 0, string.Join("\n\n", problems));
    }
}
