namespace FcCreds.Tests.Oss;

public sealed class StrictRequestTests
{
    [Theory]
    [InlineData("PUT", "partNumber=1", "uploadId=0")]
    [InlineData("POST", "append", "position=0")]
    public async Task The_framing_of_S3_clients_never_becomes_content(string method, string first, string second)
    {
        await using var oss = await OssFixture.StartAsync();
        (string, string?)[] query = [.. new[] { first, second }.Select(one => (one.Split('=')[0], one.Contains('=', StringComparison.Ordinal) ? one.Split('=')[1] : null))];
        var refused = await oss.Client.SendAsync(new(method, "/photos/a") { Query = query, Body = "1"u8.ToArray(), Headers = [("Content-Encoding", "aws-chunked")] });
        refused.IsRefused(400, "InvalidArgument", "0017-00000804");
    }

    [Fact]
    public async Task Deletion_may_ask_for_an_encoding_as_the_official_csharp_client_does()
    {
        await using var oss = await OssFixture.StartAsync();
        (await oss.As(oss.Root).PutAsync("/photos/a", "x")).IsOk();
        (await oss.As(oss.Root).DeleteAsync("/photos/a", ("encoding-type", "url"))).IsOk(204);
        (await oss.As(oss.Root).GetAsync("/photos/a")).IsRefused(404, "NoSuchKey");
    }
}
