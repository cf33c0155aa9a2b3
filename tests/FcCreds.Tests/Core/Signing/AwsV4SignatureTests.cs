using FcCreds.Core.Http;
using FcCreds.Core.Signing;

namespace FcCreds.Tests.Core.Signing;

public sealed class AwsV4SignatureTests
{
    [Fact]
    public void The_chunks_of_the_documented_upload_have_the_documented_signatures()
    {
        var vector = SigningVector.Named("AWS V4 chunked put");
        var signature = (AwsV4Signature)vector.Read(vector.Request).Signature!;
        Assert.Null(signature.ChunkSigner);
        Assert.True(signature.IsMadeWith(vector.AccessKeySecret));
        var signer = signature.ChunkSigner!;
        Assert.Equal("ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648", signer.SignChunk(Mac.HashHex(new string('a', 65536))));
        Assert.Equal("0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497", signer.SignChunk(Mac.HashHex(new string('a', 1024))));
        Assert.Equal("b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9", signer.SignChunk(Mac.HashHex("")));
    }

    [Theory]
    [InlineData("Credential=", "Credential")]
    [InlineData("SignedHeaders=", "SignedHeaders")]
    [InlineData("Signature=", "Signature")]
    public void A_missing_field_is_named(string field, string named)
    {
        var request = SigningVector.Named("AWS V4 list").Request;
        var authorization = request.Header("Authorization")!.Replace(field, "Other=", StringComparison.Ordinal);
        Assert.Equal(new(null, SignatureFault.AwsV4InvalidField, named), AwsSignature.Read(With(request, "Authorization", authorization), null));
    }

    [Theory]
    [InlineData("Authorization", "AWS4-HMAC-SHA1 Credential=x", "Algorithm")]
    [InlineData("Authorization", "AWS4-HMAC-SHA256 Credential=AK/us-east-1/s3/aws4_request,SignedHeaders=host,Signature=x", "Credential")]
    [InlineData("Authorization", "AWS4-HMAC-SHA256 Credential=AK/20130524/us-east-1/ec2/aws4_request,SignedHeaders=host,Signature=x", "Credential")]
    [InlineData("Authorization", "AWS4-HMAC-SHA256 Credential=AK/20130524/us-east-1/s3/aws4_request,SignedHeaders=range,Signature=x", "host")]
    [InlineData("x-amz-date", "24 May 2013", "x-amz-date")]
    [InlineData("x-amz-date", "20130525T000000Z", "date")]
    [InlineData("x-amz-content-sha256", "", "x-amz-content-sha256")]
    public void A_field_that_cannot_be_read_is_named(string header, string value, string named)
        => Assert.Equal(new(null, SignatureFault.AwsV4InvalidField, named), AwsSignature.Read(With(SigningVector.Named("AWS V4 list").Request, header, value), null));

    [Theory]
    [InlineData("X-Amz-Algorithm", "AWS4-HMAC-SHA1")]
    [InlineData("X-Amz-Credential", "AK/20130524")]
    [InlineData("X-Amz-Date", "2013-05-24")]
    [InlineData("X-Amz-Expires", "0")]
    [InlineData("X-Amz-Expires", "604801")]
    [InlineData("X-Amz-Expires", "soon")]
    [InlineData("X-Amz-SignedHeaders", "")]
    [InlineData("X-Amz-Signature", "abc")]
    public void A_parameter_that_cannot_be_read_is_named(string name, string value)
    {
        var request = SigningVector.Named("AWS V4 presigned get").Request;
        var changed = request with { Query = [.. request.Query.Select(one => one.Name == name ? new(name, value) : one)] };
        Assert.Equal(new(null, SignatureFault.AwsV4InvalidField, name), AwsSignature.Read(changed, null));
    }

    [Fact]
    public void A_header_that_S3_acts_on_must_be_signed()
    {
        var request = SigningVector.Named("AWS V4 list").Request;
        var added = request with { Headers = [.. request.Headers, new HeaderField("X-Amz-Acl", "public-read")] };
        Assert.Equal(new(null, SignatureFault.AwsV4UnsignedHeader, "x-amz-acl"), AwsSignature.Read(added, null));
    }

    [Fact]
    public void Header_and_query_cannot_both_be_signed()
    {
        var (header, query) = (SigningVector.Named("AWS V4 list").Request, SigningVector.Named("AWS V4 presigned get").Request);
        Assert.Equal(SignatureFault.HeaderAndQuery, AwsSignature.Read(header with { Query = query.Query }, null).Fault);
    }

    private static WireRequest With(WireRequest request, string header, string value)
        => request with { Headers = [.. request.Headers.Select(field => field.Name == header ? new(header, value) : field)] };
}
