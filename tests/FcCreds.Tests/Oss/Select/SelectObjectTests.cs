using System.IO.Compression;
using System.Text;

namespace FcCreds.Tests.Oss.Select;

public sealed class SelectObjectTests
{
    private const string People = "name,age,city\nAnn,31,Bonn\nBob,,Rome\n\"Cy, Jr.\",7,Bonn\nDee,44,Oslo\n";
    private const string Use = "<FileHeaderInfo>Use</FileHeaderInfo>";

    [Theory]
    [InlineData("select name from ossobject", "Ann\nBob\n\"Cy, Jr.\"\nDee\n")]
    [InlineData("select * from ossobject where city = 'Bonn'", "Ann,31,Bonn\n\"Cy, Jr.\",7,Bonn\n")]
    [InlineData("SELECT NAME, _2 FROM OSSOBJECT WHERE AGE > 30", "Ann,31\nDee,44\n")]
    [InlineData("select s.name from ossobject as s where s.age between 7 and 31 and not s.city = 'Rome'", "Ann\n\"Cy, Jr.\"\n")]
    [InlineData("select name from ossobject where city in ('Rome', 'Oslo') or name like '%Jr_'", "Bob\n\"Cy, Jr.\"\nDee\n")]
    [InlineData("select name from ossobject where (name || city) = 'DeeOslo'", "Dee\n")]
    [InlineData("select name from ossobject where (age + 1) * 2 >= 64 and age % 2 = 1", "Ann\n")]
    [InlineData("select avg(cast(age as int)), max(cast(age as int)), min(cast(age as int)), sum(cast(age as int)), count(*) from ossobject where city != 'Oslo'", "19,31,7,38,3\n")]
    [InlineData("select cast(age as double) from ossobject where name = 'Cy, Jr.'", "7\n")]
    [InlineData("select name from ossobject limit 2", "Ann\nBob\n")]
    [InlineData("select count(*) from ossobject limit 2", "2\n")]
    [InlineData("select name as n as m from ossobject where true limit 1'", "Ann\n")]
    [InlineData("select _4 from ossobject limit 1", "\n")]
    [InlineData("select name from ossobject where _4 is null and name is not null limit 1", "Ann\n")]
    [InlineData("select name from ossobject where name not like 'A%' and name not in ('Bob') and age not between 8 and 50", "\"Cy, Jr.\"\n")]
    [InlineData("select sum(cast(age as int)) from ossobject where false", "\n")]
    public async Task A_query_selects_from_csv(string sql, string selected)
    {
        await using var oss = await OssFixture.StartAsync();
        (await oss.Client.PutAsync("/photos/data", People)).IsOk();
        var answer = await SelectClient.CsvAsync(oss.Client, sql, Use);
        Assert.Equal(selected, SelectClient.Selected(answer));
        Assert.Equal("false", answer["x-oss-select-output-raw"]);
        if (!sql.Contains("limit", StringComparison.Ordinal)) Assert.Equal(People.Length, ReceivedFrame.Split(answer.Body)[^1].Offset);
    }

    [Theory]
    [InlineData("select _1, _3 from ossobject", "", "<KeepAllColumns>true</KeepAllColumns>", "a,,c,\n")]
    [InlineData("select _1, _2 from ossobject", "", "<CSV><RecordDelimiter>DQo=</RecordDelimiter><FieldDelimiter>fA==</FieldDelimiter></CSV>", "a|b\r\n")]
    [InlineData("select * from ossobject", "<RecordDelimiter>LA==</RecordDelimiter>", "", "a,b,c,d\n,")]
    [InlineData("select _2 from ossobject", "<FieldDelimiter>Yg==</FieldDelimiter><RecordDelimiter></RecordDelimiter>", "", ",c,d\n")]
    [InlineData("select _3 from ossobject", "", "<OutputRawData>True</OutputRawData>", "c\n")]
    [InlineData("select c, a from ossobject", "<FileHeaderInfo>USE</FileHeaderInfo>", "<OutputHeader>true</OutputHeader>", "c,a\n")]
    [InlineData("select * from ossobject", "<CommentCharacter>YQ==</CommentCharacter>", "", "")]
    public async Task Formats_of_input_and_output_are_as_asked(string sql, string csv, string output, string selected)
    {
        await using var oss = await OssFixture.StartAsync();
        (await oss.Client.PutAsync("/photos/data", "a,b,c,d\n")).IsOk();
        var answer = await SelectClient.CsvAsync(oss.Client, sql, csv, output);
        var isRaw = output.Contains("Raw", StringComparison.Ordinal);
        Assert.Equal(isRaw ? "true" : "false", answer.IsOk(206)["x-oss-select-output-raw"]);
        Assert.Equal(selected, isRaw ? answer.Text : SelectClient.Selected(answer));
    }

    [Theory]
    [InlineData("", "InvalidSqlParameter")]
    [InlineData("drop table ossobject", "SqlSyntaxError")]
    [InlineData("select * from ossobject; attach 'x' as y", "SqlSyntaxError")]
    [InlineData("select * from sqlite_master", "SqlSyntaxError")]
    [InlineData("select load_extension('x') from ossobject", "SqlSyntaxError")]
    [InlineData("select * from ossobject where (select 1)", "SqlSyntaxError")]
    [InlineData("select * from ossobject where randomblob(1000000000) = 1", "SqlSyntaxError")]
    [InlineData("select * from ossobject where avg(cast(age as int)) > 2016", "SqlSyntaxError")]
    [InlineData("select age || city from ossobject", "SqlSyntaxError")]
    [InlineData("select * from ossobject group by city", "SqlSyntaxError")]
    [InlineData("select * from ossobject order by _1", "SqlSyntaxError")]
    [InlineData("select * from ossobject a join ossobject b on a.city = b.city", "SqlSyntaxError")]
    [InlineData("select 'open from ossobject", "SqlSyntaxError")]
    [InlineData("select *, name from ossobject", "SqlInvalidMixOfStarAndColumn")]
    [InlineData("select name, count(*) from ossobject", "SqlInvalidMixOfAggregationAndColumn")]
    [InlineData("select nobody from ossobject", "SqlInvalidColumnName")]
    [InlineData("select _0 from ossobject", "SqlInvalidColumnIndex")]
    [InlineData("select _1001 from ossobject", "SqlInvalidColumnIndex")]
    [InlineData("select name.first from ossobject", "NestedColumnNotSupportInCsv")]
    [InlineData("select * from ossobject.people[*]", "TableRootNodeOnlySupportInJson")]
    [InlineData("select * from ossobject limit 0", "SqlInvalidLimitValue")]
    [InlineData("select * from ossobject where age in (1, 'x')", "SqlValueTypeOfInMustBeSame")]
    [InlineData("select * from ossobject where 1 = 'x'", "SqlComparerOperandTypeMismatch")]
    [InlineData("select * from ossobject where 1 and true", "SqlInvalidAndOperand")]
    [InlineData("select * from ossobject where true or 1", "SqlInvalidOrOperand")]
    [InlineData("select * from ossobject where not 1", "SqlInvalidNotOperand")]
    [InlineData("select * from ossobject where 1 is null", "SqlInvalidIsNullOperand")]
    [InlineData("select * from ossobject where 'a' || 'b' = name", "SqlInvalidConcatOperand")]
    [InlineData("select * from ossobject where 'a' + 1 = 2", "InvalidArithmeticOperand")]
    [InlineData("select * from ossobject where name like city", "SqlInvalidLikeOperand")]
    [InlineData("select * from ossobject where name like '%a%b%c%d%e%'", "SqlExceedsMaxWildCardCount")]
    [InlineData("select * from ossobject where name like 'a' escape '%'", "SqlInvalidEscapeChar")]
    [InlineData("select * from ossobject where name like 'a' escape 'ab'", "SqlOnlyOneEscapeCharIsAllowed")]
    [InlineData("select * from ossobject where name like 'a!' escape '!'", "SqlNoCharAfterEscapeChar")]
    [InlineData("select * from ossobject where cast(age as int) > 1 or cast(age as double) > 1", "SqlOneColumnCastToDifferentTypes")]
    [InlineData("select sum(cast(age as timestamp)) from ossobject", "SqlInvalidAggregationOnTimestamp")]
    [InlineData("select sum(cast(age as string)) from ossobject", "SqlAggregationOnNonNumericType")]
    [InlineData("select * from ossobject where ((((((((((age > 1))))))))))", "SqlExceedsMaxConditionDepth")]
    public async Task A_wrong_statement_is_refused_with_a_code_of_its_own(string sql, string code)
    {
        await using var oss = await OssFixture.StartAsync();
        (await oss.Client.PutAsync("/photos/data", People)).IsOk();
        (await SelectClient.CsvAsync(oss.Client, sql, Use)).IsRefused(400, code);
    }

    [Fact]
    public async Task Long_statements_are_refused_before_anything_is_read()
    {
        await using var oss = await OssFixture.StartAsync();
        (await oss.Client.PutAsync("/photos/data", People)).IsOk();
        var conditions = string.Join(" or ", Enumerable.Repeat("age > 1", 21));
        (await SelectClient.CsvAsync(oss.Client, $"select * from ossobject where {conditions}", Use)).IsRefused(400, "SqlExceedsMaxConditionCount");
        var values = string.Join(", ", Enumerable.Range(0, 1025));
        (await SelectClient.CsvAsync(oss.Client, $"select * from ossobject where age in ({values})", Use)).IsRefused(400, "SqlExceedsMaxInCount");
        var sum = string.Join("+", Enumerable.Repeat("1", 4000));
        (await SelectClient.CsvAsync(oss.Client, $"select * from ossobject where age = {sum}", Use)).IsRefused(400, "SqlInvalidSqlAfterAnalysis");
        (await SelectClient.CsvAsync(oss.Client, new string('x', 17 * 1024), Use)).IsRefused(400, "InvalidSqlParameter");
    }

    [Theory]
    [InlineData("<RecordDelimiter>CnNhZGFzZA==</RecordDelimiter>", "", "", "InvalidInputRecordDelimiter")]
    [InlineData("<FieldDelimiter>,</FieldDelimiter>", "", "", "InvalidInputFieldDelimiter")]
    [InlineData("<QuoteCharacter>YWI=</QuoteCharacter>", "", "", "InvalidInputQuote")]
    [InlineData("<CommentCharacter>YWI=</CommentCharacter>", "", "", "InvalidCommentCharacter")]
    [InlineData("<FileHeaderInfo>Maybe</FileHeaderInfo>", "", "", "MalformedXML")]
    [InlineData("<Range>lines=1-2</Range>", "", "", "InvalidRange")]
    [InlineData("<Range>line-range=1-2</Range>", "", "", "SelectCsvMetaUnavailable")]
    [InlineData("", "<CSV><FieldDelimiter>YWI=</FieldDelimiter></CSV>", "", "InvalidOutputFieldDelimiter")]
    [InlineData("", "<CSV><RecordDelimiter>YWJj</RecordDelimiter></CSV>", "", "InvalidOutputRecordDelimiter")]
    [InlineData("", "<OutputRawData>true</OutputRawData><EnablePayloadCrc>true</EnablePayloadCrc>", "", "InvalidOSSSelectParameters")]
    [InlineData("", "", "<MaxSkippedRecordsAllowed>abc</MaxSkippedRecordsAllowed>", "InvalidMaxSkippedRecordsAllowed")]
    public async Task A_wrong_parameter_is_refused_with_a_code_of_its_own(string csv, string output, string options, string code)
    {
        await using var oss = await OssFixture.StartAsync();
        (await oss.Client.PutAsync("/photos/data", People)).IsOk();
        (await SelectClient.CsvAsync(oss.Client, "select _1 from ossobject", csv, output, options)).IsRefused(400, code);
    }

    [Fact]
    public async Task A_bad_record_refuses_the_request_in_the_first_block_and_the_end_frame_later_or_last()
    {
        await using var oss = await OssFixture.StartAsync();
        const string skip = "<SkipPartialDataRecord>true</SkipPartialDataRecord>";
        (await oss.Client.PutAsync("/photos/data", "a,b\nc\nd,e\n")).IsOk();
        (await SelectClient.CsvAsync(oss.Client, "select _1, _2 from ossobject", options: skip)).IsRefused(400, "InvalidCsvLine");
        Assert.Equal("a,b\nd,e\n", SelectClient.Selected(await SelectClient.CsvAsync(oss.Client, "select _1, _2 from ossobject", options: $"{skip}<MaxSkippedRecordsAllowed>1</MaxSkippedRecordsAllowed>")));

        (await oss.Client.PutAsync("/photos/data", "a,b\nc\n")).IsOk();
        await EndsAsync("select _1, _2 from ossobject", skip, "a,b\n");

        var many = string.Concat(Enumerable.Repeat("12345678\n", 30_000));
        (await oss.Client.PutAsync("/photos/data", $"{many}\"x\"y\nz\n")).IsOk();
        await EndsAsync("select _1 from ossobject", "", many);
        (await oss.Client.PutAsync("/photos/data", $"{many}no number\nz\n")).IsOk();
        await EndsAsync("select _1 from ossobject where _1 > 5", "", many);

        async Task EndsAsync(string sql, string options, string selected)
        {
            var frames = ReceivedFrame.Split((await SelectClient.CsvAsync(oss.Client, sql, options: options)).IsOk(206).Body);
            Assert.Equal(selected, SelectClient.Data(frames));
            Assert.Equal(400, frames[^1].EndStatus);
            Assert.StartsWith("InvalidCsvLine.", frames[^1].EndMessage, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_is_not_text_or_not_compressed_is_refused()
    {
        await using var oss = await OssFixture.StartAsync();
        (await oss.Client.SendAsync(new("PUT", "/photos/data") { Body = [0xFF, 0xFE, 0x41] })).IsOk();
        (await SelectClient.CsvAsync(oss.Client, "select * from ossobject")).IsRefused(400, "InvalidTextEncoding");
        const string body = "<SelectRequest><Expression>c2VsZWN0ICogZnJvbSBvc3NvYmplY3Q=</Expression><InputSerialization><CompressionType>GZIP</CompressionType><CSV/></InputSerialization></SelectRequest>";
        (await SelectClient.SendAsync(oss.Client, "csv/select", body)).IsRefused(400, "DecompressFailure");
        (await SelectClient.SendAsync(oss.Client, "csv/select", body.Replace("GZIP", "LZ4", StringComparison.Ordinal))).IsRefused(400, "UnsupportedCompressionFormat");

        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true)) await gzip.WriteAsync(Encoding.UTF8.GetBytes(People), TestContext.Current.CancellationToken);
        (await oss.Client.SendAsync(new("PUT", "/photos/data") { Body = packed.ToArray() })).IsOk();
        Assert.Equal(People, SelectClient.Selected(await SelectClient.SendAsync(oss.Client, "csv/select", body)));
    }

    [Fact]
    public async Task Ranges_need_the_meta_of_the_same_content_and_format()
    {
        await using var oss = await OssFixture.StartAsync();
        (await oss.Client.PutAsync("/photos/data", "0\n1\n2\n3\n")).IsOk();
        var meta = Assert.Single(ReceivedFrame.Split((await MetaAsync()).IsOk().Body));
        Assert.Equal(ReceivedFrame.CsvMetaEnd, meta.Type);
        // Scanned bytes, status 200, one split, four rows, one column.
        Assert.Equal("0000000000000008000000C8000000010000000000000004000000012E", Convert.ToHexString(meta.Payload));
        Assert.Equal("1\n2\n", await LinesAsync("line-range=1-2"));
        Assert.Equal("3\n", await LinesAsync("line-range=-1"));
        Assert.Equal("2\n3\n", await LinesAsync("line-range=2-"));
        Assert.Equal("0\n1\n2\n3\n", await LinesAsync("split-range=0-5"));
        (await RangeAsync("line-range=4-9")).IsRefused(400, "InvalidRange", "0016-00000817");
        (await RangeAsync("split-range=1-")).IsRefused(400, "InvalidRange", "0016-00000817");
        (await SelectClient.CsvAsync(oss.Client, "select * from ossobject", "<Range>line-range=1-2</Range><FieldDelimiter>fA==</FieldDelimiter>")).IsRefused(400, "SelectCsvMetaUnavailable");

        (await oss.Client.PutAsync("/photos/data", "new\n")).IsOk();
        (await RangeAsync("line-range=0-1")).IsRefused(400, "SelectCsvMetaUnavailable");
        Assert.Equal("new\n", SelectClient.Selected(await SelectClient.CsvAsync(oss.Client, "select * from ossobject", "<AllowQuotedRecordDelimiter>false</AllowQuotedRecordDelimiter>", headers: [("Range", "bytes=0-1")])));
        (await SelectClient.CsvAsync(oss.Client, "select * from ossobject", headers: [("Range", "bytes=0-1")])).IsRefused(400, "InvalidRange");

        (await oss.Client.PutAsync("/photos/data", "\"open\n1\n")).IsOk();
        (await MetaAsync()).IsRefused(400, "InvalidCsvLine");

        Task<OssAnswer> MetaAsync() => SelectClient.SendAsync(oss.Client, "csv/meta", "<CsvMetaRequest><InputSerialization><CSV/></InputSerialization><OverwriteIfExists>true</OverwriteIfExists></CsvMetaRequest>");
        Task<OssAnswer> RangeAsync(string range) => SelectClient.CsvAsync(oss.Client, "select * from ossobject", $"<Range>{range}</Range>");
        async Task<string> LinesAsync(string range) => SelectClient.Selected(await RangeAsync(range));
    }

    [Fact]
    public async Task Selecting_is_reading()
    {
        await using var oss = await OssFixture.StartAsync();
        (await oss.Client.PutAsync("/photos/data", People)).IsOk();
        (await SelectClient.CsvAsync(oss.As(oss.User), "select * from ossobject")).IsRefused(403, "AccessDenied");
        var reader = oss.AddUser("LTAIreader", OssFixture.Allow("oss:GetObject"));
        Assert.Equal("Dee\n", SelectClient.Selected(await SelectClient.CsvAsync(oss.As(reader), "select name from ossobject where age = 44", Use)));
        (await oss.Client.DeleteAsync("/photos/data")).IsOk(204);
        (await SelectClient.CsvAsync(oss.Client, "select * from ossobject")).IsRefused(404, "NoSuchKey");
    }
}
