using System.Text;
using FcCreds.Oss.S3;

namespace FcCreds.Tests.Oss.S3;

public sealed class S3PayloadTests
{
    private const string Signed = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD";
    private const string SignedWithTrailer = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER";
    private const string UnsignedWithTrailer = "STREAMING-UNSIGNED-PAYLOAD-TRAILER";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_body_must_be_the_one_whose_hash_was_signed()
    {
        await using var oss = await OssFixture.StartAsync();
        var put = new AwsRequest("PUT", "/photos/a") { PayloadHash = AwsRequest.Hash("hello"u8.ToArray()) };
        (await (put with { Body = "hello"u8.ToArray() }).SendAsync(oss)).IsOk();
        (await (put with { Body = "hallo"u8.ToArray() }).SendAsync(oss)).IsRefused(400, "InvalidArgument", "0002-00000427");
        (await (put with { PayloadHash = "something" }).SendAsync(oss)).IsRefused(400, "InvalidArgument", "0002-00000427");
        Assert.Equal("hello", (await oss.Client.GetAsync("/photos/a")).Text);
    }

    [Theory]
    [InlineData("crc32", "NhCmhg==")]
    [InlineData("crc32c", "mnG7TA==")]
    [InlineData("crc64nvme", "M3eFcAZSQlc=")]
    [InlineData("sha1", "qvTGHdzF6KLavt4PO0gs2a6pQ00=")]
    [InlineData("sha256", "LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=")]
    public async Task A_body_must_have_the_checksum_that_was_announced(string algorithm, string ofHello)
    {
        await using var oss = await OssFixture.StartAsync();
        var put = new AwsRequest("PUT", "/photos/a") { Headers = [("x-amz-checksum-" + algorithm, ofHello), ("x-amz-sdk-checksum-algorithm", algorithm.ToUpperInvariant())] };
        (await (put with { Body = "hello"u8.ToArray() }).SendAsync(oss)).IsOk();
        (await (put with { Body = "hallo"u8.ToArray() }).SendAsync(oss)).IsRefused(400, "InvalidDigest");
        Assert.Equal("hello", (await oss.Client.GetAsync("/photos/a")).Text);
    }

    [Theory]
    [InlineData("UNSIGNED-PAYLOAD", "aws-chunked", "Content-Encoding")]
    [InlineData(UnsignedWithTrailer, "aws-chunked", "Content-Encoding")]
    [InlineData(SignedWithTrailer, "gzip,aws-chunked", "Content-Encoding")]
    [InlineData(UnsignedWithTrailer, null, "x-amz-content-sha256")]
    public async Task Chunks_of_other_sorts_than_signed_ones_are_refused_as_OSS_does(string payloadHash, string? encoding, string argument)
    {
        await using var oss = await OssFixture.StartAsync();
        var answer = await Chunked(payloadHash, chunks => [.. chunks.Signed("hello"), .. chunks.Signed("")], 5, encoding).SendAsync(oss);
        answer.IsRefused(400, "InvalidArgument", "0017-00000804");
        Assert.Equal(argument, answer.Error.Element("ArgumentName")!.Value);
        (await oss.Client.HeadAsync("/photos/a")).IsRefused(404, "NoSuchKey");
    }

    [Fact]
    public async Task Signed_chunks_are_put_together()
    {
        await using var oss = await OssFixture.StartAsync();
        (await Chunked(Signed, chunks => [.. chunks.Signed("hello "), .. chunks.Signed("world"), .. chunks.Signed(""), .. "\r\n"u8], 11).SendAsync(oss)).IsOk();
        var got = await oss.Client.GetAsync("/photos/a");
        Assert.Equal(("hello world", null), (got.Text, got["Content-Encoding"]));
    }

    [Fact]
    public async Task A_content_encoding_of_the_objects_own_stays()
    {
        await using var oss = await OssFixture.StartAsync();
        (await Chunked(Signed, chunks => [.. chunks.Signed("hello"), .. chunks.Signed("")], 5, "aws-chunked, br").SendAsync(oss)).IsOk();
        Assert.Equal("br", (await oss.Client.HeadAsync("/photos/a"))["Content-Encoding"]);
    }

    [Theory]
    [InlineData("changed", 5, 403, "SignatureDoesNotMatch")]
    [InlineData("longer", 6, 400, "IncompleteBody")]
    [InlineData("shorter", 4, 400, "IncompleteBody")]
    [InlineData("cut", 5, 400, "IncompleteBody")]
    [InlineData("nonsense", 5, 400, "InvalidRequest")]
    public async Task A_chunked_body_that_is_not_what_it_says_leaves_nothing(string how, int length, int status, string code)
    {
        await using var oss = await OssFixture.StartAsync();
        var answer = await Chunked(Signed, chunks => how switch
        {
            "changed" => Encoding.UTF8.GetBytes(Encoding.UTF8.GetString([.. chunks.Signed("hello"), .. chunks.Signed("")]).Replace("hello", "hallo", StringComparison.Ordinal)),
            "cut" => chunks.Signed("hello"),
            "nonsense" => "hello\r\n"u8.ToArray(),
            _ => [.. chunks.Signed("hello"), .. chunks.Signed("")],
        }, length).SendAsync(oss);
        answer.IsRefused(status, code, how == "changed" ? "0002-00000430" : null);
        (await oss.Client.HeadAsync("/photos/a")).IsRefused(404, "NoSuchKey");
    }

    [Fact]
    public async Task With_the_switch_trailers_are_taken_and_checked()
    {
        await using var oss = await OssFixture.StartAsync(new() { AcceptAwsChunked = true });
        (string, string)[] trailer = [("x-amz-trailer", "x-amz-checksum-crc32")];
        AwsRequest Unsigned(string crc) => Chunked(UnsignedWithTrailer, _ => Encoding.UTF8.GetBytes($"5\r\nhello\r\n0\r\nx-amz-checksum-crc32:{crc}\r\n\r\n"), 5, headers: trailer);
        AwsRequest Verified(string crc) => Chunked(SignedWithTrailer, chunks => [.. chunks.Signed("hello"), .. chunks.Signed(""), .. chunks.SignedTrailer("x-amz-checksum-crc32", crc)], 5, headers: trailer);
        (await Unsigned("NhCmhg==").SendAsync(oss)).IsOk();
        (await Unsigned("AAAAAA==").SendAsync(oss)).IsRefused(400, "InvalidDigest");
        (await Verified("NhCmhg==").SendAsync(oss)).IsOk();
        (await Verified("AAAAAA==").SendAsync(oss)).IsRefused(400, "InvalidDigest");
        var forged = Chunked(SignedWithTrailer, chunks => [.. chunks.Signed("hello"), .. chunks.Signed(""), .. "x-amz-checksum-crc32:NhCmhg==\r\n\r\n"u8], 5, headers: trailer);
        (await forged.SendAsync(oss)).IsRefused(403, "SignatureDoesNotMatch", "0002-00000430");
        Assert.Equal("hello", (await oss.Client.GetAsync("/photos/a")).Text);
    }

    [Fact]
    public async Task Amazons_client_as_it_comes_needs_the_switch()
    {
        await using var strict = await OssFixture.StartAsync();
        using var refused = strict.S3(asBySdkDefault: true);
        var refusal = await S3Clients.RefusalAsync(() => refused.PutObjectAsync(new() { BucketName = "photos", Key = "a", ContentBody = "hello" }, Ct));
        Assert.Equal("InvalidArgument", refusal.ErrorCode);
        await using var lenient = await OssFixture.StartAsync(new() { AcceptAwsChunked = true });
        using var accepted = lenient.S3(asBySdkDefault: true);
        var body = new string('x', 300_000);
        await accepted.PutObjectAsync(new() { BucketName = "photos", Key = "a", ContentBody = body }, Ct);
        Assert.Equal(body, (await lenient.Client.GetAsync("/photos/a")).Text);
    }

    [Fact]
    public void Checksums_are_those_of_the_catalogue_of_CRCs()
    {
        foreach (var (header, expected) in new[] { ("x-amz-checksum-crc32", "y/Q5Jg=="), ("x-amz-checksum-crc32c", "4waSgw=="), ("x-amz-checksum-crc64nvme", "rosUhgp5mIg=") })
        {
            var checksum = BodyChecksum.Of(header)!;
            checksum.Append("12345"u8);
            checksum.Append("6789"u8);
            Assert.Equal(expected, checksum.Base64());
        }
        Assert.Null(BodyChecksum.Of("x-amz-checksum-mode"));
    }

    private static AwsRequest Chunked(string payloadHash, Func<AwsRequest.Chunks, byte[]> body, int length, string? encoding = "aws-chunked", (string, string)[]? headers = null) => new("PUT", "/photos/a")
    {
        PayloadHash = payloadHash,
        Headers = [("x-amz-decoded-content-length", length.ToString(null as IFormatProvider)), .. encoding is null ? [] : new[] { ("content-encoding", encoding) }, .. headers ?? []],
        ChunkedBody = body,
    };
}
