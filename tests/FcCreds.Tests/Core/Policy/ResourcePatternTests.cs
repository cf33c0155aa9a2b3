using FcCreds.Core.Policy;

namespace FcCreds.Tests.Core.Policy;

public sealed class ResourcePatternTests
{
    [Theory]
    [InlineData("*", "acs:oss:*:123:orders/a.txt", true)]
    [InlineData("*", "*", true)]
    [InlineData("acs:oss:*:*:*", "acs:oss:*:123:orders/a.txt", true)]
    [InlineData("acs:oss:*:*:*", "*", false)]
    [InlineData("acs:oss:*:*:orders/*", "acs:oss:*:123:orders/a.txt", true)]
    [InlineData("acs:oss:*:*:orders/*", "acs:oss:*:123:orders", false)]
    [InlineData("acs:oss:*:*:orders", "acs:oss:*:123:orders/a.txt", false)]
    [InlineData("acs:oss:*:123:orders/*", "acs:oss:*:456:orders/a.txt", false)]
    [InlineData("acs:oss:*:12?:orders/*", "acs:oss:*:123:orders/a.txt", true)]
    [InlineData("acs:oss:*:*:orders/A.txt", "acs:oss:*:123:orders/a.txt", false)]
    [InlineData("acs:oss:oss-cn-shenzhen:*:orders/*", "acs:oss:*:123:orders/a.txt", true)]
    [InlineData("acs:oss:oss-cn-shenzhen:*:orders/*", "acs:oss:oss-cn-beijing:123:orders/a.txt", false)]
    [InlineData("acs:oss::*:orders/*", "acs:oss:oss-cn-beijing:123:orders/a.txt", true)]
    [InlineData("acs:oss:*:*:orders/a:b", "acs:oss:*:123:orders/a:b", true)]
    [InlineData("acs:ram:*:123:role/dev", "acs:ram::123:role/dev", true)]
    [InlineData("acs:ram::123:role/dev", "acs:ram:*:123:role/dev", true)]
    [InlineData("acs:ram::123:role/Dev", "acs:ram::123:role/dev", true)]
    [InlineData("acs:ram::123:role/dev", "acs:ram::123:role/ops", false)]
    [InlineData("acs:oss:*:*:orders/*", "acs:ots:*:123:orders/a.txt", false)]
    [InlineData("acs:oss:*:*x:orders", "acs:oss:*:1:x:orders", false)]
    public void A_resource_covers_field_by_field(string pattern, string resource, bool covers)
        => Assert.Equal(covers, ResourcePattern.Read(pattern)!.Covers(Arn.Read(resource)));

    [Theory]
    [InlineData("")]
    [InlineData("orders/*")]
    [InlineData("acs:oss:*:orders")]
    [InlineData("acs:oss:*:*:")]
    [InlineData("acs::*:*:orders")]
    [InlineData("arn:aws:s3:::orders")]
    public void Anything_else_is_no_resource(string text) => Assert.Null(ResourcePattern.Read(text));
}
