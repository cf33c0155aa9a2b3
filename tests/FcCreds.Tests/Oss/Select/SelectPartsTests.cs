using System.Text;
using FcCreds.Oss.Select;

namespace FcCreds.Tests.Oss.Select;

public sealed class SelectPartsTests
{
    [Theory]
    [InlineData("a%", "abc", true)]
    [InlineData("%c", "abc", true)]
    [InlineData("a*c", "abbbc", true)]
    [InlineData("a_c", "abc", true)]
    [InlineData("a?c", "abbc", false)]
    [InlineData("", "", true)]
    [InlineData("%", "", true)]
    [InlineData("a", "A", false)]
    [InlineData("%ab%ab", "abab", true)]
    [InlineData("%ab%ab", "ab", false)]
    [InlineData("50!%", "50%", true)]
    [InlineData("50!%", "500", false)]
    [InlineData("_", "𝄞", true)]
    public void A_pattern_matches_as_LIKE_does(string pattern, string text, bool matches)
        => Assert.Equal(matches, LikePattern.Read(pattern, "!").Matches(text));

    [Fact]
    public void A_pattern_takes_no_more_than_a_moment_for_the_worst_text()
        => Assert.False(LikePattern.Read("%a%a%a%a%b", "").Matches(new string('a', 200_000)));

    [Theory]
    [InlineData("20121201", null, "2012-12-01T00:00:00.000Z")]
    [InlineData("2012-12-01 10:11:12.345", null, "2012-12-01T10:11:12.345Z")]
    [InlineData("28/Feb/2017:12:30:51 +0700", null, "2017-02-28T05:30:51.000Z")]
    [InlineData("Tue, 28 Feb 2017 12:30:51 GMT", null, "2017-02-28T12:30:51.000Z")]
    [InlineData("2017-02-28T12:30+01:00", null, "2017-02-28T11:30:00.000Z")]
    [InlineData("20121201", "YYYYDDMM", "2012-01-12T00:00:00.000Z")]
    [InlineData("12.31.2020", "MM.DD.YYYY", "2020-12-31T00:00:00.000Z")]
    [InlineData("2020-12-31 23:59:58", "YYYY-MM-DD HH:MM:SS", "2020-12-31T23:59:58.000Z")]
    [InlineData("soon", null, null)]
    public void A_timestamp_is_read_in_the_documented_formats(string text, string? format, string? time)
        => Assert.Equal(time, TimestampFormats.Read(text, format));

    [Theory]
    [InlineData("a,b\n", 2)]
    [InlineData("\"a\nb\",\"c\"\"d\",\n", 3)]
    [InlineData(",\n", 2)]
    [InlineData("last", 1)]
    public void A_line_is_the_same_wherever_the_bytes_are_cut(string line, int count)
    {
        var bytes = Encoding.UTF8.GetBytes(line);
        var fields = new List<CsvField>();
        for (var cut = 0; cut < bytes.Length; cut++)
            Assert.Equal(CsvScan.NeedsMore, CsvLine.Scan(bytes.AsSpan(0, cut), isEnd: false, new(), "\n"u8, fields, out _));
        Assert.Equal(CsvScan.Whole, CsvLine.Scan(bytes, isEnd: true, new(), "\n"u8, fields, out var used));
        Assert.Equal((count, bytes.Length), (fields.Count, used));
    }
}
