namespace FcCreds.Tests.Oss;

public sealed class StrictRequestTests
{
    [Fact]
    public async Task Deletion_may_ask_for_an_encoding_as_the_official_csharp_client_does()
    {
        await using var oss = await OssFixture.StartAsync();
        (await oss.As(oss.Root).PutAsync("/photos/a", "x")).IsOk();
        (await oss.As(oss.Root).DeleteAsync("/photos/a", ("encoding-type", "url"))).IsOk(204);
        (await oss.As(oss.Root).GetAsync("/photos/a")).IsRefused(404, "NoSuchKey");
    }
}
