using FcCreds.Core.Policy;
using FsCheck;
using FsCheck.Fluent;

namespace FcCreds.Tests.Core.Policy;

public sealed class WildcardPatternTests
{
    [Theory]
    [InlineData("*", "", true)]
    [InlineData("*", "anything at all", true)]
    [InlineData("", "", true)]
    [InlineData("", "a", false)]
    [InlineData("oss:GetObject", "oss:GetObject", true)]
    [InlineData("oss:Get*", "oss:GetObjectAcl", true)]
    [InlineData("oss:Get*", "oss:Get", true)]
    [InlineData("oss:Get*", "oss:PutObject", false)]
    [InlineData("*Object", "oss:GetObject", true)]
    [InlineData("*Object", "oss:GetObjectAcl", false)]
    [InlineData("a*b*c", "a-b-b-c", true)]
    [InlineData("a*b*c", "a-c-b", false)]
    [InlineData("a**c", "ac", true)]
    [InlineData("?", "a", true)]
    [InlineData("?", "", false)]
    [InlineData("?", "ab", false)]
    [InlineData("logs/2026-??/*", "logs/2026-01/a/b.txt", true)]
    [InlineData("logs/2026-??/*", "logs/2026-1/a", false)]
    [InlineData("*?", "x", true)]
    [InlineData("*?", "", false)]
    [InlineData("a?c", "a\U0001F600c", true)]
    [InlineData("a??c", "a\U0001F600c", false)]
    public void A_star_is_any_run_and_a_question_mark_one_character(string pattern, string subject, bool matches)
        => Assert.Equal(matches, new WildcardPattern(pattern).Matches(subject));

    [Fact]
    public void Case_counts_unless_it_is_told_not_to()
    {
        foreach (var pattern in new[] { "oss:GETobject", "oss:GET*", "*:GETobj?ct" })
        {
            Assert.False(new WildcardPattern(pattern).Matches("oss:GetObject"));
            Assert.True(new WildcardPattern(pattern, ignoreCase: true).Matches("oss:GetObject"));
        }
    }

    [Fact]
    public void Many_stars_do_not_make_a_request_slow()
    {
        // With backtracking over every star this would take longer than the universe has.
        var pattern = new WildcardPattern(string.Concat(Enumerable.Repeat("a*", 200)) + "b");

        Assert.False(pattern.Matches(new string('a', 1023)));
    }

    [Fact]
    public void Matching_agrees_with_the_plain_definition()
    {
        var characters = Gen.Elements('a', 'b', '*', '?');
        var pairs = from pattern in Gen.ArrayOf(characters)
                    from subject in Gen.ArrayOf(Gen.Elements('a', 'b', 'A'))
                    from ignoreCase in Gen.Elements(true, false)
                    select (new string(pattern), new string(subject), ignoreCase);
        var property = Prop.ForAll(pairs.ToArbitrary(), given =>
        {
            var (pattern, subject, ignoreCase) = given;
            return new WildcardPattern(pattern, ignoreCase).Matches(subject) == Defined(pattern, subject, ignoreCase);
        });

        Check.One(Config.QuickThrowOnFailure.WithReplay(20260102, 3).WithMaxTest(2000).WithEndSize(12), property);
    }

    private static bool Defined(ReadOnlySpan<char> pattern, ReadOnlySpan<char> subject, bool ignoreCase)
    {
        if (pattern.IsEmpty) return subject.IsEmpty;
        if (pattern[0] == '*') return Defined(pattern[1..], subject, ignoreCase) || (!subject.IsEmpty && Defined(pattern, subject[1..], ignoreCase));
        if (subject.IsEmpty) return false;
        var same = pattern[0] == '?' || pattern[..1].Equals(subject[..1], ignoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);
        return same && Defined(pattern[1..], subject[1..], ignoreCase);
    }
}
