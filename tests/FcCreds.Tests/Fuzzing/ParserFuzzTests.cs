using System.Text;
using FcCreds.Core.Errors;
using FcCreds.Core.Http;
using FcCreds.Core.Policy;
using FcCreds.Core.Signing;
using FcCreds.Oss;
using FcCreds.Oss.Object;

namespace FcCreds.Tests.Fuzzing;

/// <summary>What strangers send is read by these before anybody is known: an answer for everything, an exception for nothing.</summary>
public sealed class ParserFuzzTests
{
    [Fact]
    public Task Policies_are_valid_or_have_mistakes() => Fuzz.RunAsync("policy", input =>
    {
        foreach (var kind in Enum.GetValues<PolicyKind>())
        {
            var parse = PolicyDocument.Parse(Encoding.UTF8.GetString(input), kind);
            Assert.True(parse.IsValid || parse.Mistakes.Count > 0);
        }
    });

    [Fact]
    public Task Signatures_are_read_or_have_a_fault() => Fuzz.RunAsync("authorization", input =>
    {
        var lines = Encoding.Latin1.GetString(input).Split('\n', 3);
        var target = lines[0].StartsWith('/') ? lines[0] : "/" + lines[0];
        var parsed = RequestTarget.Parse(target);
        var wire = new WireRequest
        {
            Method = "GET",
            Scheme = "http",
            Host = "localhost",
            RawPath = parsed.RawPath,
            Query = parsed.Query,
            Headers = [new("Authorization", lines.ElementAtOrDefault(1) ?? ""), new("x-oss-date", lines.ElementAtOrDefault(2) ?? ""), new("x-acs-date", lines.ElementAtOrDefault(2) ?? ""), new("Date", lines.ElementAtOrDefault(2) ?? "")],
        };
        SignatureReading[] readings = [OssSignature.Read(wire, "photos", "a"), AwsSignature.Read(wire, "photos"), Acs3Signature.Read(wire), RpcSignature.Read(wire), FcSignature.Read(wire)];
        foreach (var reading in readings) Assert.NotEqual(true, reading.Signature?.IsMadeWith("not the secret"));
    });

    [Fact]
    public Task Targets_are_split_whatever_they_hold() => Fuzz.RunAsync("target", input =>
    {
        var text = "/" + Encoding.Latin1.GetString(input);
        var parsed = RequestTarget.Parse(text);
        Assert.StartsWith("/", parsed.RawPath, StringComparison.Ordinal);
        Assert.All(RequestTarget.ParseForm(text), parameter => Assert.NotNull(parameter.Name));
        if (PercentEncoding.Decode(text, out var decoded) != PercentFault.None) return;
        Assert.True(PercentEncoding.TryDecode(PercentEncoding.Encode(decoded), out var again));
        Assert.Equal(decoded, again);
    });

    [Fact]
    public Task Ranges_lie_within_the_object_or_are_refused() => Fuzz.RunAsync("range", input =>
    {
        var header = Encoding.Latin1.GetString(input).TrimEnd('\n');
        foreach (var mode in Enum.GetValues<RangeMode>())
        {
            foreach (var size in (ReadOnlySpan<long>)[0, 1, 1000, long.MaxValue])
            {
                try
                {
                    if (ByteRange.Read(header, size, mode) is not { } range) continue;
                    Assert.InRange(range.Offset, 0, size - 1);
                    Assert.InRange(range.Length, 1, size - range.Offset);
                }
                catch (ServiceException refused)
                {
                    Assert.Same(OssErrors.InvalidRange, refused.Error);
                }
            }
        }
    });
}
