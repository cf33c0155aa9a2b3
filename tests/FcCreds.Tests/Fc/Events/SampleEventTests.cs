using System.Text.Json;
using FcCreds.Fc.Events;

namespace FcCreds.Tests.Fc.Events;

public sealed class SampleEventTests
{
    public static TheoryData<string> Kinds => [.. SampleEvent.Kinds.Keys];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_kind_is_JSON_that_says_what_was_asked_for(string kind)
    {
        using var json = JsonDocument.Parse(SampleEvent.Of(kind, Options with { Key = "source/é", Body = "text", Region = "cn-beijing" }));
        var text = json.RootElement.GetRawText();
        Assert.Contains(kind switch { "oss" or "cdn" => "source/é", "http" => "sample-abcdefghij.cn-beijing.fcapp.run", "sls" => "cn-beijing-intranet.log", _ => "text" }, text, StringComparison.Ordinal);
    }

    [Fact]
    public void Request_carries_path_query_and_body()
    {
        using var json = JsonDocument.Parse(SampleEvent.Of(SampleEvent.Http, Options with { Method = "POST", Path = "/a%20b?x=1&x=2", Body = "{}" }));
        var root = json.RootElement;
        Assert.Equal(("/a%20b", "1,2", "{}", false), (root.GetProperty("rawPath").GetString(), root.GetProperty("queryParameters").GetProperty("x").GetString(), root.GetProperty("body").GetString(), root.GetProperty("isBase64Encoded").GetBoolean()));
        Assert.Equal("POST", root.GetProperty("requestContext").GetProperty("http").GetProperty("method").GetString());
    }

    private static SampleOptions Options => new(new(TimeProvider.System), new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero)) { AccountId = "1234567890123456" };
}
