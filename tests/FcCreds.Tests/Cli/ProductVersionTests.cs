using FcCreds.Cli.Usage;

namespace FcCreds.Tests.Cli;

public sealed class ProductVersionTests
{
    [Theory]
    [InlineData("0.1.0+1a2b3c4d5e6f7a8b9c0d1a2b3c4d5e6f7a8b9c0d", "0.1.0 (1a2b3c4d5e6f)")]
    [InlineData("0.1.0+1a2b3c4d5e6f7a8b9c0d1a2b3c4d5e6f7a8b9c0d-dirty", "0.1.0 (1a2b3c4d5e6f-dirty)")]
    [InlineData("0.1.0", "0.1.0")]
    [InlineData(null, "unknown")]
    public void Version_says_its_commit_and_whether_the_build_had_changes_of_its_own(string? informational, string expected)
        => Assert.Equal(expected, ProductVersion.Describe(informational));
}
