using FcCreds.Core.Policy.Lint;

namespace FcCreds.Tests.Core.Policy.Lint;

public sealed class JsonPlacesTests
{
    private static readonly JsonPlaces Places = new("{\n  \"Version\": \"1\",\n\t\"Statement\": [\n    { \"Action\": [\"ü\", \"b\"] }\n  ]\n}");

    [Theory]
    [InlineData("", 1, 1)]
    [InlineData("Version", 2, 14)]
    [InlineData("Statement[1]", 4, 5)]
    [InlineData("Statement[1].Action[2]", 4, 23)]
    [InlineData("Statement[1].Effect", 4, 5)]
    [InlineData("Statement[9].Effect", 3, 15)]
    [InlineData("line 3, byte 7", 3, 7)]
    public void A_position_is_found_or_the_place_where_it_would_be(string position, int line, int column)
        => Assert.Equal((line, column), Places.Locate(position));

    [Fact]
    public void Broken_text_has_the_places_before_the_break() => Assert.Equal((1, 6), new JsonPlaces("{\"a\":1,").Locate("a"));
}
