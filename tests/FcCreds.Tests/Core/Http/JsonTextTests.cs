using System.Text;
using System.Text.Json;
using FcCreds.Core.Http;

namespace FcCreds.Tests.Core.Http;

public sealed class JsonTextTests
{
    [Theory]
    [InlineData("""{"a":"\ud83d\ude00"}""", true)]
    [InlineData("""{"a":["\\ud83d","é"]}""", true)]
    [InlineData("""{"a":"\ud83d"}""", false)]
    [InlineData("""{"a":"\ude00\ud83d"}""", false)]
    [InlineData("""[{"\ud83dx":1}]""", false)]
    public void A_pair_of_surrogates_is_text_and_half_of_one_is_none(string json, bool isReadable)
    {
        var bytes = Encoding.UTF8.GetBytes(json);
        Assert.Equal(isReadable, JsonText.IsReadable(bytes));
        if (isReadable) JsonText.Parse(bytes).Dispose();
        else Assert.Throws<JsonException>(() => JsonText.Parse(bytes));
    }

    [Fact]
    public void Bytes_that_are_no_utf8_are_no_text()
    {
        byte[] json = [.. "\"a"u8, 0xF2, (byte)'"'];
        using (var parsed = JsonDocument.Parse(json)) Assert.Throws<InvalidOperationException>(() => parsed.RootElement.GetString());
        Assert.False(JsonText.IsReadable(json));
    }
}
