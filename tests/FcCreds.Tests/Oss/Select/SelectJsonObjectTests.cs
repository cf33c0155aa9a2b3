namespace FcCreds.Tests.Oss.Select;

public sealed class SelectJsonObjectTests
{
    private const string Lines = """
        {"name": "Ann", "age": 31, "links": {"home": "http://a/b"}, "tags": ["x", "y"], "ok": true}
        {"name": "Bob", "age": 7.50, "links": null, "tags": []}
        """;

    private const string Document = """{"meta":{"n":2},"people":[{"name":"Ann","age":31},{"name":"Bob"}],"Age":5}""";

    [Theory]
    [InlineData("select * from ossobject where name = 'Bob'", """{"name":"Bob","age":7.50,"links":null,"tags":[]}""")]
    [InlineData("select s.name, s.tags[1], links.home as home from ossobject s", """{"name":"Ann","_2":"y","home":"http:\/\/a\/b"}|{"name":"Bob"}""")]
    [InlineData("select age from ossobject where age > 7 and ok = true", """{"age":31}""")]
    [InlineData("select links from ossobject where ok", """{"links":{"home":"http:\/\/a\/b"}}""")]
    [InlineData("select sum(cast(age as double)), count(*) from ossobject", """{"_1":38.5,"_2":2}""")]
    [InlineData("select name from ossobject where Name = 'Ann'", null)]
    [InlineData("select s['name'] from ossobject s where s.\"name\" like 'A%'", """{"name":"Ann"}""")]
    [InlineData("select cast(name as string) as who from ossobject limit 1", """{"who":"Ann"}""")]
    public async Task A_query_selects_from_lines(string sql, string? selected)
    {
        await using var oss = await OssFixture.StartAsync();
        (await oss.Client.PutAsync("/photos/data", Lines)).IsOk();
        Assert.Equal(selected is null ? "" : selected.Replace('|', '\n') + "\n", SelectClient.Selected(await SelectClient.JsonAsync(oss.Client, sql)));
    }

    [Theory]
    [InlineData("select * from ossobject.people[*] where age is null", """{"name":"Bob"}""")]
    [InlineData("select p.age from ossobject.people[0] p", """{"age":31}""")]
    [InlineData("select * from ossobject.Age s where s = 5", """{"_1":5}""")]
    [InlineData("select * from ossobject.nothing[*]", null)]
    [InlineData("select meta.n from ossobject", """{"n":2}""")]
    public async Task A_path_leads_to_the_records_of_a_document(string sql, string? selected)
    {
        await using var oss = await OssFixture.StartAsync();
        (await oss.Client.PutAsync("/photos/data", Document)).IsOk();
        Assert.Equal(selected is null ? "" : selected + "\n", SelectClient.Selected(await SelectClient.JsonAsync(oss.Client, sql, "Document")));
    }

    [Theory]
    [InlineData("select a from ossobject where a = 'x'")]
    [InlineData("select a from ossobject")]
    [InlineData("select * from ossobject")]
    [InlineData("select count(*) from ossobject where b = 'x'")]
    public async Task Text_that_is_none_is_refused_whatever_is_asked_of_it(string sql)
    {
        await using var oss = await OssFixture.StartAsync();
        (await oss.Client.SendAsync(new("PUT", "/photos/data") { Body = [.. "{\"a\":\""u8, 0xC3, 0x28, .. "\"}"u8] })).IsOk();
        (await SelectClient.JsonAsync(oss.Client, sql)).IsRefused(400, "InvalidTextEncoding");
        foreach (var half in (string[])["""{"a":"\ud83d"}""", """{"\udc00":1,"a":"x"}"""])
        {
            (await oss.Client.PutAsync("/photos/data", half)).IsOk();
            (await SelectClient.JsonAsync(oss.Client, sql)).IsRefused(400, "InvalidJsonData");
        }
    }

    [Fact]
    public async Task Numbers_can_be_read_as_text()
    {
        await using var oss = await OssFixture.StartAsync();
        (await oss.Client.PutAsync("/photos/data", """{"a":123456789.123456789}""")).IsOk();
        const string asText = "<ParseJsonNumberAsString>true</ParseJsonNumberAsString>";
        Assert.Equal("{\"a\":123456789.123456789}\n", SelectClient.Selected(await SelectClient.JsonAsync(oss.Client, "select a from ossobject where cast(a as decimal) = 123456789.1234567890", json: asText)));
        Assert.Equal("", SelectClient.Selected(await SelectClient.JsonAsync(oss.Client, "select a from ossobject where a = '123456789.123456789'")));
        Assert.Equal("{\"a\":123456789.123456789}\n", SelectClient.Selected(await SelectClient.JsonAsync(oss.Client, "select a from ossobject where a = '123456789.123456789'", json: asText)));
    }

    [Fact]
    public async Task Lines_are_values_however_they_are_laid_out()
    {
        await using var oss = await OssFixture.StartAsync();
        (await oss.Client.PutAsync("/photos/data", "{\n \"a\": 1\n}\n{\"b\":2},{\"a\": 3}")).IsOk();
        Assert.Equal("{\"a\":1}\n{}\n{\"a\":3}\n", SelectClient.Selected(await SelectClient.JsonAsync(oss.Client, "select a from ossobject")));
        const string request = "<JsonMetaRequest><InputSerialization><JSON><Type>LINES</Type></JSON></InputSerialization></JsonMetaRequest>";
        var meta = Assert.Single(ReceivedFrame.Split((await SelectClient.SendAsync(oss.Client, "json/meta", request)).IsOk().Body));
        Assert.Equal((ReceivedFrame.JsonMetaEnd, 3), (meta.Type, meta.Payload[23]));
        Assert.Equal("{\"a\":3}\n", SelectClient.Selected(await SelectClient.JsonAsync(oss.Client, "select a from ossobject", json: "<Range>line-range=2-2</Range>")));
    }

    [Theory]
    [InlineData("LINES", "a,b,c", "select * from ossobject", "InvalidJsonData")]
    [InlineData("DOCUMENT", "{\"a\":1}{\"a\":2}", "select * from ossobject", "InvalidJsonData")]
    [InlineData("DOCUMENT", "{\"a\":", "select * from ossobject", "InvalidJsonData")]
    [InlineData("XML", "{}", "select * from ossobject", "MalformedXML")]
    [InlineData("LINES", "{}", "select a[*] from ossobject", "WildCardNotAllowed")]
    [InlineData("LINES", "{}", "select a[-1] from ossobject", "NegativeRowIndex")]
    [InlineData("LINES", "{}", "select a.b.c.d.e.f.g.h.i.j.k.l from ossobject", "ExceedsMaxNestedColumnDepth")]
    public async Task What_cannot_be_selected_from_is_refused(string type, string content, string sql, string code)
    {
        await using var oss = await OssFixture.StartAsync();
        (await oss.Client.PutAsync("/photos/data", content)).IsOk();
        (await SelectClient.JsonAsync(oss.Client, sql, type)).IsRefused(400, code);
    }

    [Fact]
    public async Task A_record_without_a_selected_key_can_be_skipped()
    {
        await using var oss = await OssFixture.StartAsync();
        (await oss.Client.PutAsync("/photos/data", "{\"a\":1}\n{\"b\":2}\n{\"a\":3}")).IsOk();
        const string options = "<SkipPartialDataRecord>true</SkipPartialDataRecord><MaxSkippedRecordsAllowed>1</MaxSkippedRecordsAllowed>";
        var answer = await SelectClient.JsonAsync(oss.Client, "select a from ossobject", options: options);
        Assert.Equal("{\"a\":1}\n{\"a\":3}\n", SelectClient.Selected(answer));
        Assert.Equal(".1 records were skipped", ReceivedFrame.Split(answer.Body)[^1].EndMessage);
    }
}
