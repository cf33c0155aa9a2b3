namespace FcCreds.Tests.Cli;

public sealed class StoreOptionTests
{
    [Theory]
    [InlineData("--store s3", "--store s3 needs --s3-endpoint.")]
    [InlineData("--s3-region here", "--s3-region means nothing without --s3-endpoint.")]
    [InlineData("--s3-endpoint", "--s3-endpoint")]
    [InlineData("--s3-endpoint nonsense", "'nonsense' is not a URL")]
    [InlineData("--s3-endpoint http://127.0.0.1:9", "needs an access key")]
    [InlineData("--s3-endpoint http://127.0.0.1:9 --s3-access-key-id me --s3-bucket-prefix UPPER", "'UPPER' cannot begin a bucket's name.")]
    [InlineData("--s3-endpoint http://127.0.0.1:9 --s3-access-key-id me", "No S3 server answers at http://127.0.0.1:9/")]
    public async Task Wrong_store_is_said_in_one_sentence(string options, string said)
    {
        using var tool = new Tool();
        if (options.Contains("me", StringComparison.Ordinal)) tool.Variables["FCCREDS_S3_SECRET_ACCESS_KEY"] = "not-to-be-told";
        var refused = (await tool.RunAsync(["serve", "--port", "0", "--ephemeral", .. options.Split(' ')])).Expect(2);
        Assert.Contains(said, refused.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("not-to-be-told", refused.Output + refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Endpoint_of_the_environment_yields_to_an_embedded_store_that_is_asked_for()
    {
        using var tool = new Tool();
        tool.Variables["FCCREDS_S3_ENDPOINT"] = "http://127.0.0.1:9";
        Assert.Empty((await tool.RunAsync("ls", "--ephemeral", "--store", "embedded")).Expect(0).Output);
    }
}
