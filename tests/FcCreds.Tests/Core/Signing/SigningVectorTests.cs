using FcCreds.Core.Http;
using FcCreds.Core.Signing;

namespace FcCreds.Tests.Core.Signing;

public sealed class SigningVectorTests
{
    public static TheoryData<string> Names => [.. SigningVector.All.Select(vector => vector.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_signature_made_elsewhere_is_verified(string name)
    {
        var vector = SigningVector.Named(name);
        var reading = vector.Read(vector.Request);
        Assert.Equal(SignatureFault.None, reading.Fault);
        Assert.NotNull(reading.Signature);
        Assert.Equal(vector.AccessKeyId, reading.Signature.AccessKeyId);
        Assert.Equal(vector.Signature, reading.Signature.Provided);
        Assert.True(reading.Signature.IsMadeWith(vector.AccessKeySecret), reading.Signature.StringToSign);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Another_secret_does_not_reproduce_it(string name)
    {
        var vector = SigningVector.Named(name);
        Assert.False(vector.Read(vector.Request).Signature!.IsMadeWith(vector.AccessKeySecret + "x"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Another_method_breaks_it(string name) => AssertBroken(name, request => request with { Method = "DELETE" });

    [Theory]
    [MemberData(nameof(Names))]
    public void Any_changed_header_that_it_covers_breaks_it(string name)
    {
        var vector = SigningVector.Named(name);
        foreach (var field in vector.Request.Headers.Where(field => IsSigned(vector, field.Name)))
        {
            AssertBroken(name, request => request with { Headers = [.. request.Headers.Select(other => other == field ? field with { Value = field.Value + "x" } : other)] });
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void An_added_parameter_breaks_it(string name)
    {
        if (SigningVector.Named(name).Scheme == "fc") return;
        AssertBroken(name, request => request with { Query = [.. request.Query, new QueryParameter("versionId", "2"), new QueryParameter("acl", null)] });
    }

    private static bool IsSigned(SigningVector vector, string header)
    {
        if (header is "Content-MD5" or "Content-Type") return true;
        if (header.StartsWith("x-oss-meta-", StringComparison.Ordinal) || header == "x-oss-security-token" || header.StartsWith("x-amz-", StringComparison.Ordinal)) return true;
        return header.StartsWith("x-acs-", StringComparison.Ordinal) || header.StartsWith("X-Fc-", StringComparison.Ordinal)
            || (header == "Host" && vector.Request.Header("Authorization")?.Contains("host", StringComparison.Ordinal) == true);
    }

    private static void AssertBroken(string name, Func<WireRequest, WireRequest> change)
    {
        var vector = SigningVector.Named(name);
        Assert.False(vector.Read(change(vector.Request)).Signature?.IsMadeWith(vector.AccessKeySecret) ?? false);
    }
}
