using FcCreds.Core.Callers;
using FcCreds.Core.Http;
using FcCreds.Core.Signing;

namespace FcCreds.Tests.Core.Signing;

public sealed class SignerTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 7, 0, 0, TimeSpan.Zero);
    private static readonly SigningKey Key = new("STS.FcCredsTestKey01", new Secret("FcCredsTestSecret01"), new Secret("CAISfcCredsToken/+=01"));
    private static readonly OssSigner Signer = new(Key, "cn-hangzhou");

    [Fact]
    public void V1_headers_carry_the_known_signature()
    {
        var vector = SigningVector.Named("V1 put with metadata and token");
        var added = Signer.SignV1(vector.WithoutHeaders("Authorization", "Date", "x-oss-security-token"), vector.Bucket, vector.Key, Now);
        Assert.Equal(vector.Request.Header("Authorization"), added.Single(field => field.Name == "Authorization").Value);
    }

    [Fact]
    public void V1_presigned_urls_carry_the_known_signature()
    {
        var vector = SigningVector.Named("V1 presigned get");
        var request = vector.WithoutQuery("OSSAccessKeyId", "Expires", "Signature", "security-token");
        var added = Signer.PresignV1(request, vector.Bucket, vector.Key, DateTimeOffset.FromUnixTimeSeconds(1795417200));
        Assert.Equal(vector.Signature, added.Single(parameter => parameter.Name == "Signature").Value);
    }

    [Fact]
    public void V4_headers_carry_the_known_signature()
    {
        var vector = SigningVector.Named("V4 put with host as additional header");
        var request = vector.WithoutHeaders("Authorization", "x-oss-date", "x-oss-content-sha256", "x-oss-security-token");
        var added = Signer.SignV4(request, vector.Bucket, vector.Key, Now, "Host");
        var authorization = added.Single(field => field.Name == "Authorization").Value;
        Assert.Equal(vector.Request.Header("Authorization")!.Replace(", ", ",", StringComparison.Ordinal), authorization);
    }

    [Fact]
    public void V4_presigned_urls_carry_the_known_signature()
    {
        var vector = SigningVector.Named("V4 presigned get");
        var added = Signer.PresignV4(vector.Request with { Query = [] }, vector.Bucket, vector.Key, Now, TimeSpan.FromSeconds(900));
        Assert.Equal(vector.Request.Query, added);
    }

    [Theory]
    [InlineData("RPC get of CreateUser")]
    [InlineData("RPC post of AssumeRole, business parameters in the form")]
    public void Rpc_parameters_get_the_known_signature(string name)
    {
        var vector = SigningVector.Named(name);
        Assert.Equal(vector.Signature, RpcSignature.Sign(vector.WithoutQuery("Signature"), vector.AccessKeySecret));
    }

    [Theory]
    [InlineData("ACS3 post of RunInstances")]
    [InlineData("ACS3 post of AssumeRole")]
    [InlineData("ACS3 trigger post with token")]
    [InlineData("ACS3 trigger get with empty token")]
    public void Acs3_requests_get_the_known_authorization(string name)
    {
        var vector = SigningVector.Named(name);
        var authorization = vector.Request.Header("Authorization")!;
        var names = authorization.Split("SignedHeaders=")[1].Split(',')[0].Split(';').Reverse().ToArray();
        var payload = vector.Request.Header("x-acs-content-sha256") ?? Acs3Signature.NoPayload;
        var made = Acs3Signature.Authorize(vector.Request, names, payload, new(vector.AccessKeyId, new Secret(vector.AccessKeySecret)));
        Assert.Equal(authorization, made);
    }

    [Fact]
    public void Post_policies_get_the_known_signatures()
    {
        var policy = Convert.ToBase64String("""{"expiration":"2026-11-22T08:00:00.000Z","conditions":[{"bucket":"fc-bucket"}]}"""u8);
        Assert.Equal("F8UFK95Uoy8vVkG0dNN6URylt0M=", OssPostPolicySignature.SignV1(policy, Key.AccessKeySecret.Value));
        Assert.Equal(
            "f03510ea682a10945eb44aacfda96773d5b42d4c486a8a47c697a57166f50779",
            OssPostPolicySignature.SignV4(policy, new("20261122", "cn-hangzhou", "oss"), Key.AccessKeySecret.Value));
    }

    [Theory]
    [InlineData("accessmonitor", true)]
    [InlineData("regionList", false)]
    public void V1_is_verified_whether_or_not_the_client_signs_a_disputed_name(string name, bool clientSigns)
    {
        var request = new WireRequest { Method = "GET", Scheme = "http", Host = "b.localhost", RawPath = "/", Query = [new(name, null)], Headers = [new("Date", "Sun, 22 Nov 2026 07:00:00 GMT")] };
        var stringToSign = $"GET\n\n\nSun, 22 Nov 2026 07:00:00 GMT\n/b/{(clientSigns ? "?" + name : "")}";
        var signature = Mac.Sha1Base64("secret", stringToSign);
        var reading = OssSignature.Read(request with { Headers = [.. request.Headers, new("Authorization", $"OSS ak:{signature}")] }, "b", null);
        Assert.True(reading.Signature!.IsMadeWith("secret"));
    }
}
