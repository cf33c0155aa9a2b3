using FcCreds.Core.Http;
using FsCheck;
using FsCheck.Fluent;

namespace FcCreds.Tests.Core.Http;

public sealed class RequestTargetTests
{
    [Theory]
    [InlineData("/a/../b//c%2Fd+e", null, null, "/a/../b//c%2Fd+e")]
    [InlineData("/", null, null, "/")]
    [InlineData("http://b.example.com:8280/k?acl", "http", "b.example.com:8280", "/k")]
    [InlineData("HTTPS://Host", "https", "Host", "/")]
    [InlineData("http://host?acl", "http", "host", "/")]
    [InlineData("/http://host/k", null, null, "/http://host/k")]
    public void A_target_is_taken_apart_without_being_normalised(string raw, string? scheme, string? authority, string path)
    {
        var target = RequestTarget.Parse(raw);
        Assert.Equal((scheme, authority, path), (target.Scheme, target.Authority, target.RawPath));
    }

    [Fact]
    public void Query_parameters_keep_their_order_and_a_plus_stays_a_plus()
        => Assert.Equal(
            [new("acl", null), new("b", ""), new("k", "a+b=c d"), new("k", "中"), new("bad", "%zz")],
            RequestTarget.Parse("/?acl&b=&k=a+b=c%20d&&k=%e4%b8%ad&bad=%zz").Query);

    [Fact]
    public void In_a_form_a_plus_is_a_space()
        => Assert.Equal([new("Policy", "a b+c"), new("x y", null)], RequestTarget.ParseForm("Policy=a+b%2Bc&x+y"));

    [Theory]
    [InlineData("%")]
    [InlineData("%4")]
    [InlineData("%zz")]
    [InlineData("%ff")]
    [InlineData("%c0%80")]
    [InlineData("%ed%a0%80")]
    public void Broken_triplets_and_bytes_that_are_not_utf8_are_reported(string text) => Assert.False(PercentEncoding.TryDecode(text, out _));

    [Fact]
    public void What_is_encoded_decodes_to_itself()
        => Prop.ForAll(ArbMap.Default.ArbFor<string>(), text =>
        {
            // A lone surrogate has no UTF-8 form.
            if (text is null || text.Any(char.IsSurrogate)) return;
            Assert.True(PercentEncoding.TryDecode(PercentEncoding.Encode(text), out var decoded));
            Assert.Equal(text, decoded);
            Assert.True(PercentEncoding.TryDecode(PercentEncoding.EncodePath(text), out decoded));
            Assert.Equal(text, decoded);
            Assert.Equal(PercentEncoding.EncodePath(text), PercentEncoding.Encode(text).Replace("%2F", "/", StringComparison.Ordinal));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500).WithReplay(20261123, 13));

    [Fact]
    public void No_target_makes_the_reader_throw()
    {
        string[] pieces = ["/", "?", "&", "=", "%", "%2", "%zz", "%00", "://", "http", "#", "*", "+", "\ud800", "中", "a"];
        var text = Gen.ListOf(Gen.OneOf(Gen.Elements(pieces), ArbMap.Default.GeneratorFor<string>().Select(s => s ?? ""))).Select(string.Concat);
        Prop.ForAll(text.ToArbitrary(), raw => Assert.StartsWith("/", RequestTarget.Parse(raw).RawPath, StringComparison.Ordinal))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(1000).WithReplay(20261123, 15));
    }
}
