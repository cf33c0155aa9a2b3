using FcCreds.Core.Http;
using FcCreds.Core.Signing;
using FsCheck;
using FsCheck.Fluent;

namespace FcCreds.Tests.Core.Signing;

public sealed class SignatureFaultTests
{
    private const string Scope = "ak/20261122/cn-hangzhou/oss/aliyun_v4_request";
    private const string Stamp = "20261122T070000Z";

    [Theory]
    [InlineData("", nameof(SignatureFault.MalformedAuthorization))]
    [InlineData("Bearer x", nameof(SignatureFault.MalformedAuthorization))]
    [InlineData("OSS ak", nameof(SignatureFault.MalformedAuthorization))]
    [InlineData("OSS :sig", nameof(SignatureFault.MalformedAuthorization))]
    [InlineData("OSS2 AccessKeyId:ak", nameof(SignatureFault.MalformedAuthorization))]
    [InlineData("OSS4-HMAC-SHA256 nonsense", nameof(SignatureFault.V4MalformedAuthorization))]
    [InlineData("OSS4-HMAC-SHA256 Credential=" + Scope, nameof(SignatureFault.V4MalformedAuthorization))]
    [InlineData("OSS4-HMAC-SHA256 Credential=ak/20261122/cn-hangzhou/oss/aws4_request,Signature=0", nameof(SignatureFault.V4MalformedCredential))]
    [InlineData("OSS4-HMAC-SHA256 Credential=ak/20261121/cn-hangzhou/oss/aliyun_v4_request,Signature=0", nameof(SignatureFault.V4DateMismatch))]
    [InlineData("OSS4-HMAC-SHA256 Credential=ak/2026/cn-hangzhou/oss/aliyun_v4_request,Signature=0", nameof(SignatureFault.V4DateMismatch))]
    [InlineData("OSS4-HMAC-SHA256 Credential=" + Scope + ",AdditionalHeaders=,Signature=0", nameof(SignatureFault.V4EmptyAdditionalHeaders))]
    [InlineData("OSS4-HMAC-SHA256 Credential=" + Scope + ",AdditionalHeaders=a;;b,Signature=0", nameof(SignatureFault.V4EmptyAdditionalHeader))]
    public void An_unreadable_authorization_header_is_told_apart(string authorization, string fault)
        => Assert.Equal(fault, OssSignature.Read(Request("/k", new("x-oss-date", Stamp), new("Authorization", authorization)), "b", "k").Fault.ToString());

    [Theory]
    [InlineData("/k?Signature=x", nameof(SignatureFault.MissingPresignParameter))]
    [InlineData("/k?OSSAccessKeyId=a&Signature=x&Expires=soon", nameof(SignatureFault.InvalidExpires))]
    [InlineData("/k?OSSAccessKeyId=a&Signature=x&Expires=99999999999999999999", nameof(SignatureFault.InvalidExpires))]
    [InlineData("/k?x-oss-signature-version=OSS4-HMAC-SHA256", nameof(SignatureFault.V4MissingCredential))]
    [InlineData("/k?x-oss-signature-version=OSS4-HMAC-SHA256&x-oss-credential=" + Scope, nameof(SignatureFault.V4MissingSignature))]
    [InlineData("/k?x-oss-signature-version=OSS4-HMAC-SHA256&x-oss-credential=" + Scope + "&x-oss-signature=0", nameof(SignatureFault.V4MissingExpires))]
    [InlineData("/k?x-oss-signature-version=OSS4-HMAC-SHA256&x-oss-credential=" + Scope + "&x-oss-signature=0&x-oss-expires=1", nameof(SignatureFault.MissingDate))]
    [InlineData("/k?x-oss-signature-version=OSS4-HMAC-SHA256&x-oss-credential=" + Scope + "&x-oss-signature=0&x-oss-date=" + Stamp + "&x-oss-expires=604801", nameof(SignatureFault.InvalidExpires))]
    [InlineData("/k?x-oss-signature-version=OSS3&x-oss-signature=0", nameof(SignatureFault.MalformedAuthorization))]
    public void An_unreadable_presigned_url_is_told_apart(string target, string fault)
        => Assert.Equal(fault, OssSignature.Read(Request(target), "b", "k").Fault.ToString());

    [Fact]
    public void Signing_twice_and_a_token_outside_the_url_are_refused()
    {
        const string Presigned = "/k?OSSAccessKeyId=a&Signature=x&Expires=1795417200";
        Assert.Equal(SignatureFault.HeaderAndQuery, OssSignature.Read(Request(Presigned, new HeaderField("Authorization", "OSS a:b")), "b", "k").Fault);
        Assert.Equal(SignatureFault.TokenInHeaderOfPresignedUrl, OssSignature.Read(Request(Presigned, new HeaderField("x-oss-security-token", "t")), "b", "k").Fault);
    }

    [Fact]
    public void A_header_signature_needs_a_date_that_can_be_read()
    {
        Assert.Equal(SignatureFault.MissingDate, OssSignature.Read(Request("/k", new HeaderField("Authorization", "OSS a:b")), "b", "k").Fault);
        Assert.Equal(SignatureFault.InvalidDate, OssSignature.Read(Request("/k", new("Authorization", "OSS a:b"), new("Date", "today")), "b", "k").Fault);
    }

    [Theory]
    [InlineData("x-acs-version")]
    [InlineData("host")]
    public void Acs3_must_cover_host_and_every_acs_header(string left)
    {
        var vector = SigningVector.Named("ACS3 post of AssumeRole");
        var authorization = vector.Request.Header("Authorization")!.Replace(left, "x-other", StringComparison.Ordinal);
        var reading = Acs3Signature.Read(vector.WithoutHeaders("Authorization") is var request ? request with { Headers = [.. request.Headers, new("Authorization", authorization)] } : request);
        Assert.Equal((SignatureFault.IncompleteSignature, left), (reading.Fault, reading.Detail));
    }

    [Fact]
    public void The_signature_of_a_trigger_is_none_of_the_api()
        => Assert.Equal("x-acs-content-sha256", Acs3Signature.Read(SigningVector.Named("ACS3 trigger post with token").Request).Detail);

    [Theory]
    [InlineData("Timestamp")]
    [InlineData("SignatureNonce")]
    [InlineData("Signature")]
    public void Rpc_names_the_parameter_that_is_missing(string parameter)
    {
        var reading = RpcSignature.Read(SigningVector.Named("RPC get of CreateUser").WithoutQuery(parameter));
        Assert.Equal((SignatureFault.MissingParameter, parameter), (reading.Fault, reading.Detail));
    }

    [Fact]
    public void A_repeated_rpc_parameter_cannot_replace_the_signed_one()
    {
        var vector = SigningVector.Named("RPC get of CreateUser");
        foreach (var query in new[] { vector.Request.Query.Prepend(new("UserName", "root")), vector.Request.Query.Append(new("UserName", "root")) })
            Assert.False(RpcSignature.Read(vector.Request with { Query = [.. query] }).Signature!.IsMadeWith(vector.AccessKeySecret));
    }

    [Fact]
    public void No_authorization_header_makes_a_reader_throw()
    {
        string[] starts = ["", "OSS ", "OSS2 ", "OSS4-HMAC-SHA256 ", "OSS4-HMAC-SHA256 Credential=" + Scope + ",", "ACS3-HMAC-SHA256 ", "ACS3-HMAC-SHA256 Credential=a,", "FC ", "AWS "];
        string[] pieces = ["Credential=", "Signature=", "AdditionalHeaders=", "SignedHeaders=", ":", ",", ";", "=", "/", " ", "\ud800", "中", "AccessKeyId:", Scope];
        var text = from start in Gen.Elements(starts)
                   from middle in Gen.ListOf(Gen.OneOf(Gen.Elements(pieces), ArbMap.Default.GeneratorFor<string>().Select(s => s ?? "")))
                   select start + string.Concat(middle);
        Prop.ForAll(text.ToArbitrary(), authorization =>
        {
            var request = Request("/k", new("Authorization", authorization), new("x-oss-date", Stamp), new("Date", "Sun, 22 Nov 2026 07:00:00 GMT"), new("x-acs-date", "2026-01-02T03:04:05Z"));
            foreach (var reading in new[] { OssSignature.Read(request, "b", "k"), Acs3Signature.Read(request), Acs3Signature.ReadTrigger(request), FcSignature.Read(request), RpcSignature.Read(request) })
            {
                Assert.False(reading.Signature is not null && reading.Fault != SignatureFault.None);
                Assert.False(reading.Signature?.IsMadeWith("secret") ?? false);
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500).WithReplay(20261123, 11));
    }

    private static WireRequest Request(string target, params HeaderField[] headers)
    {
        var parsed = RequestTarget.Parse(target);
        return new() { Method = "GET", Scheme = "http", Host = "b.localhost", RawPath = parsed.RawPath, Query = parsed.Query, Headers = headers };
    }
}
