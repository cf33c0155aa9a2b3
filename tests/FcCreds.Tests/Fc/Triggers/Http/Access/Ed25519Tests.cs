using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using FcCreds.Fc.Triggers.Http.Access;

namespace FcCreds.Tests.Fc.Triggers.Http.Access;

public sealed class Ed25519Tests
{
    [Theory]
    // RFC 8032, 7.1, tests 1 to 3.
    [InlineData("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "", "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b")]
    [InlineData("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72", "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00")]
    [InlineData("fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82", "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a")]
    public void The_published_vectors_verify_and_nothing_near_them(string key, string message, string signature)
    {
        var (publicKey, data, sealing) = (Convert.FromHexString(key), Convert.FromHexString(message), Convert.FromHexString(signature));
        Assert.True(Ed25519.Verify(publicKey, data, sealing));
        Assert.False(Ed25519.Verify(publicKey, [.. data, 0], sealing));
        foreach (var at in (int[])[0, 31, 32, 63])
        {
            var altered = sealing.ToArray();
            altered[at] ^= 1;
            Assert.False(Ed25519.Verify(publicKey, data, altered));
        }
        Assert.False(Ed25519.Verify(publicKey, data, sealing.AsSpan(0, 63)));
    }

    [Fact]
    public void The_same_signature_with_a_larger_number_is_refused()
    {
        // S + L means the same point: accepting it would make one message have two signatures.
        var signature = Convert.FromHexString("e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b");
        var order = System.Numerics.BigInteger.Pow(2, 252) + System.Numerics.BigInteger.Parse("27742317777372353535851937790883648493", System.Globalization.CultureInfo.InvariantCulture);
        var larger = new System.Numerics.BigInteger(signature.AsSpan(32), isUnsigned: true) + order;
        larger.TryWriteBytes(signature.AsSpan(32), out _, isUnsigned: true);
        Assert.False(Ed25519.Verify(Convert.FromHexString("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"), [], signature));
    }

    [Fact]
    public void A_key_of_that_type_verifies_the_example_of_rfc_8037()
    {
        using var jwk = JsonDocument.Parse("""{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}""");
        var key = JsonWebKey.Read(jwk.RootElement, out var why);
        Assert.True(key is not null, why);
        var signature = Base64Url.DecodeFromChars("hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg");
        Assert.True(key!.Verify("EdDSA", Encoding.ASCII.GetBytes("eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc"), signature));
        Assert.False(key.Verify("HS256", [], signature));
    }

    [Theory]
    [InlineData("""{"kty":"OKP","crv":"Ed448","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}""")]
    [InlineData("""{"kty":"OKP","crv":"Ed25519","x":"AAAA"}""")]
    [InlineData("""{"kty":"OKP","crv":"Ed25519","x":"__________________________________________8"}""")]
    public void What_is_no_point_of_the_curve_is_no_key(string jwk)
    {
        using var document = JsonDocument.Parse(jwk);
        Assert.Null(JsonWebKey.Read(document.RootElement, out _));
    }
}
