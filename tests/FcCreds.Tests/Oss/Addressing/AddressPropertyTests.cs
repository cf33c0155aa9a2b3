using System.Globalization;
using System.Text;
using FcCreds.Core.Http;
using FcCreds.Core.Signing;
using FcCreds.Oss;
using FcCreds.Oss.Addressing;
using FsCheck;
using FsCheck.Fluent;

namespace FcCreds.Tests.Oss.Addressing;

public sealed class AddressPropertyTests
{
    private const string Bucket = "photos";

    private static readonly Config Quick = Config.QuickThrowOnFailure.WithMaxTest(500).WithReplay(20261123, 19).WithQuietOnSuccess(true);

    private static readonly OssHosts Hosts = new(new OssOptions());

    private static Gen<string> Keys
        => from fragments in Gen.Elements("a", "Z", "/", "//", "..", "%", "%2F", "+", " ", "?", "#", "&", "=", "\\", "é", "中", "😀", "~", "*").NonEmptyListOf()
           let key = string.Concat(fragments)
           where key[0] is not ('/' or '\\') && Encoding.UTF8.GetByteCount(key) <= ObjectKey.MaxBytes
           select key;

    [Fact]
    public void Any_key_is_read_back_from_either_style_however_it_was_encoded()
        => Check.One(Quick, Prop.ForAll(Keys.ToArbitrary(), key =>
        {
            foreach (var encoded in new[] { PercentEncoding.Encode(key), PercentEncoding.EncodePath(key), EveryByte(key) })
            {
                Assert.Equal((Bucket, key), Read("127.0.0.1", $"/{Bucket}/{encoded}"));
                Assert.Equal((Bucket, key), Read($"{Bucket}.oss-cn-hangzhou.aliyuncs.com", $"/{encoded}"));
            }
        }));

    [Fact]
    public void What_is_signed_does_not_depend_on_style_or_encoding()
        => Check.One(Quick, Prop.ForAll(Keys.ToArbitrary(), key =>
        {
            var signedAt = new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);
            var signer = new OssSigner(new("LTAI5tPropertyTest000000", new("secret")), "cn-hangzhou");
            var headers = signer.SignV4(Request("127.0.0.1", $"/{Bucket}/{PercentEncoding.EncodePath(key)}"), Bucket, key, signedAt);
            foreach (var (host, path) in new[] { ("127.0.0.1", $"/{Bucket}/{EveryByte(key)}"), ($"{Bucket}.oss-cn-hangzhou.aliyuncs.com", $"/{PercentEncoding.Encode(key)}") })
            {
                var sent = Request(host, path) with { Headers = [.. headers] };
                var address = OssAddress.Read(sent, Hosts.Read(host), loose: false);
                var reading = OssSignature.Read(sent, address.Bucket, address.Key);
                Assert.True(reading.Signature!.IsMadeWith("secret"));
                Assert.False(OssSignature.Read(sent, address.Bucket, address.Key + "x").Signature!.IsMadeWith("secret"));
            }
        }));

    private static (string Bucket, string Key) Read(string host, string path)
    {
        var address = OssAddress.Read(Request(host, path), Hosts.Read(host), loose: false);
        return (address.Bucket, address.Key);
    }

    private static WireRequest Request(string host, string path)
        => new() { Method = "GET", Scheme = "http", Host = host, RawPath = path, Query = [], Headers = [] };

    private static string EveryByte(string key)
        => string.Concat(Encoding.UTF8.GetBytes(key).Select(octet => "%" + octet.ToString("x2", CultureInfo.InvariantCulture)));
}
