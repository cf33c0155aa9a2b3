using System.Security.Cryptography;

namespace FcCreds.Tests.Oss.Access;

public sealed class SignedPayloadTests
{
    [Fact]
    public async Task A_body_that_has_the_signed_hash_is_stored()
    {
        await using var oss = await OssFixture.StartAsync();
        var client = oss.As(oss.Root);
        (await client.PutAsync("/photos/a", "content", ("x-oss-content-sha256", Convert.ToHexStringLower(SHA256.HashData("content"u8))))).IsOk();
        Assert.Equal("content", (await client.GetAsync("/photos/a")).IsOk().Text);
    }

    [Theory]
    [InlineData("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData("not-a-hash")]
    public async Task Another_body_is_refused_and_leaves_nothing(string signedHash)
    {
        await using var oss = await OssFixture.StartAsync();
        var client = oss.As(oss.Root);
        var answer = await client.PutAsync("/photos/a", "content", ("x-oss-content-sha256", signedHash));
        answer.IsRefused(400, "InvalidArgument");
        Assert.Equal("x-oss-content-sha256", answer.Error.Element("ArgumentName")!.Value);
        (await client.GetAsync("/photos/a")).IsRefused(404, "NoSuchKey", "0026-00000001");
    }
}
