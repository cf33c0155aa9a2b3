using FcCreds.Core.Policy;
using FsCheck;
using FsCheck.Fluent;

namespace FcCreds.Tests.Core.Policy;

public sealed class PolicyDocumentTests
{
    private const string Good = """{"Effect":"Allow","Action":"oss:GetObject","Resource":"*"}""";

    [Theory]
    [InlineData(Good)]
    [InlineData("""{"Effect":"Deny","NotAction":["oss:Get*","oss:List*"],"Resource":["acs:oss:*:*:a","acs:oss:*:*:a/*"]}""")]
    [InlineData("""{"Sid":"x","Effect":"Allow","Action":"*","Resource":"*","Condition":{"IpAddress":{"acs:SourceIp":["10.0.0.0/8","::1"]},"Bool":{"acs:SecureTransport":true},"NumericLessThan":{"oss:MaxKeys":100}}}""")]
    [InlineData("""{"Effect":"Allow","Action":"*:Describe*","Resource":"*","Condition":{}}""")]
    public void Identity_policies_of_the_grammar_are_read(string statement) => AssertGood(PolicyKind.Identity, statement);

    [Theory]
    [InlineData("""{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"Service":["fc.aliyuncs.com"]}}""")]
    [InlineData("""{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"RAM":"acs:ram::1234567890123456:root"}}""")]
    [InlineData("""{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"RAM":["acs:ram::1234567890123456:user/a","acs:ram::1234567890123456:role/b"],"Service":"ecs.aliyuncs.com"}}""")]
    [InlineData("""{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"Federated":["acs:ram::1234567890123456:oidc-provider/p"]},"Condition":{"StringEquals":{"oidc:aud":"sts.aliyuncs.com"}}}""")]
    public void Trust_policies_of_the_grammar_are_read(string statement) => AssertGood(PolicyKind.Trust, statement);

    [Theory]
    [InlineData("""{"Effect":"Allow","Action":"oss:GetObject","Principal":["*"],"Resource":"acs:oss:*:*:a/*"}""")]
    [InlineData("""{"Effect":"Allow","Action":"oss:GetObject","Principal":[],"Resource":"acs:oss:*:*:a/*"}""")]
    [InlineData("""{"Effect":"Allow","Action":"oss:GetObject","Resource":"acs:oss:*:*:a/*"}""")]
    [InlineData("""{"Effect":"Deny","Action":"oss:*","Principal":["22334455","arn:sts::1234567890123456:assumed-role/r/*"],"Resource":["acs:oss:*:*:a"]}""")]
    public void Bucket_policies_of_the_grammar_are_read(string statement) => AssertGood(PolicyKind.Bucket, statement);

    [Theory]
    [InlineData("", "line 1, byte 1")]
    [InlineData("{", "line 1, byte 2")]
    [InlineData("[]", "")]
    [InlineData("""{"Version":"1"}""", "")]
    [InlineData("""{"Version":"1","Statement":{}}""", "Statement")]
    [InlineData("""{"Version":"1","Statement":[]}""", "Statement")]
    [InlineData("""{"Version":1,"Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}""", "Version")]
    [InlineData("""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}""", "Version")]
    [InlineData("""{"Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}""", "")]
    [InlineData("""{"Version":"1","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}],"Comment":""}""", "Comment")]
    [InlineData("""{"Version":"1","Version":"1","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}""", "Version")]
    public void A_wrong_document_says_where(string json, string position)
        => Assert.Equal(position, Assert.Single(PolicyDocument.Parse(json, PolicyKind.Identity).Mistakes).Position);

    [Theory]
    [InlineData("""1""", "Statement[1]")]
    [InlineData("""{"Action":"*","Resource":"*"}""", "Statement[1]")]
    [InlineData("""{"Effect":"allow","Action":"*","Resource":"*"}""", "Statement[1].Effect")]
    [InlineData("""{"Effect":"Allow","Resource":"*"}""", "Statement[1]")]
    [InlineData("""{"Effect":"Allow","Action":"*"}""", "Statement[1]")]
    [InlineData("""{"Effect":"Allow","Action":[],"Resource":"*"}""", "Statement[1].Action")]
    [InlineData("""{"Effect":"Allow","Action":["oss:*",""],"Resource":"*"}""", "Statement[1].Action[2]")]
    [InlineData("""{"Effect":"Allow","Action":"GetObject","Resource":"*"}""", "Statement[1].Action")]
    [InlineData("""{"Effect":"Allow","Action":"oss: GetObject","Resource":"*"}""", "Statement[1].Action")]
    [InlineData("""{"Effect":"Allow","Action":"*","NotAction":"*","Resource":"*"}""", "Statement[1].NotAction")]
    [InlineData("""{"Effect":"Allow","Action":"*","NotResource":"*","Resource":"*"}""", "Statement[1].NotResource")]
    [InlineData("""{"Effect":"Allow","Action":"*","Resource":"*","Principal":["*"]}""", "Statement[1].Principal")]
    [InlineData("""{"Effect":"Allow","Action":"*","Resource":"bucket/*"}""", "Statement[1].Resource")]
    [InlineData("""{"Effect":"Allow","Action":"*","Resource":{}}""", "Statement[1].Resource")]
    [InlineData("""{"Effect":"Allow","Action":"*","Resource":"*","Sid":1}""", "Statement[1].Sid")]
    [InlineData("""{"Effect":"Allow","Action":"*","Resource":"*","Condition":[]}""", "Statement[1].Condition")]
    [InlineData("""{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"ArnLike":{"acs:a":"b"}}}""", "Statement[1].Condition.ArnLike")]
    [InlineData("""{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringEquals":"b"}}""", "Statement[1].Condition.StringEquals")]
    [InlineData("""{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringEquals":{"SourceIp":"b"}}}""", "Statement[1].Condition.StringEquals.SourceIp")]
    [InlineData("""{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"IpAddress":{"acs:SourceIp":"10.0.0.0/33"}}}""", "Statement[1].Condition.IpAddress.acs:SourceIp")]
    [InlineData("""{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"IpAddress":{"acs:SourceIp":["::1","10.1"]}}}""", "Statement[1].Condition.IpAddress.acs:SourceIp[2]")]
    [InlineData("""{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"DateLessThan":{"acs:CurrentTime":"soon"}}}""", "Statement[1].Condition.DateLessThan.acs:CurrentTime")]
    [InlineData("""{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"Bool":{"acs:MFAPresent":"yes"}}}""", "Statement[1].Condition.Bool.acs:MFAPresent")]
    [InlineData("""{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"NumericEquals":{"oss:x":"one"}}}""", "Statement[1].Condition.NumericEquals.oss:x")]
    [InlineData("""{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringEquals":{"acs:x":[]}}}""", "Statement[1].Condition.StringEquals.acs:x")]
    [InlineData("""{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringEquals":{"acs:x":null}}}""", "Statement[1].Condition.StringEquals.acs:x")]
    public void A_wrong_identity_statement_says_where(string statement, string position) => AssertWrong(PolicyKind.Identity, statement, position);

    [Theory]
    [InlineData("""{"Effect":"Allow","Action":"sts:AssumeRole"}""", "Statement[1]")]
    [InlineData("""{"Effect":"Allow","Action":"sts:AssumeRole","Principal":"*"}""", "Statement[1].Principal")]
    [InlineData("""{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{}}""", "Statement[1].Principal")]
    [InlineData("""{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"AWS":"x","Service":"fc.aliyuncs.com"}}""", "Statement[1].Principal.AWS")]
    [InlineData("""{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"Service":["fc.aliyuncs.com","fc"]}}""", "Statement[1].Principal.Service[2]")]
    [InlineData("""{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"Service":"fc.aliyuncs.com","RAM":"acs:ram::1:group/g"}}""", "Statement[1].Principal.RAM")]
    [InlineData("""{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"Service":"fc.aliyuncs.com","Federated":"acs:ram::1:role/p"}}""", "Statement[1].Principal.Federated")]
    [InlineData("""{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"Service":"fc.aliyuncs.com"},"Resource":"*"}""", "Statement[1].Resource")]
    public void A_wrong_trust_statement_says_where(string statement, string position) => AssertWrong(PolicyKind.Trust, statement, position);

    [Theory]
    [InlineData("""{"Effect":"Allow","Action":"oss:*","Resource":"*","Principal":{"RAM":"1"}}""", "Statement[1].Principal")]
    [InlineData("""{"Effect":"Allow","Action":"oss:*","Resource":"*","Principal":["acs:ram::1:user/a"]}""", "Statement[1].Principal[1]")]
    public void A_wrong_bucket_statement_says_where(string statement, string position) => AssertWrong(PolicyKind.Bucket, statement, position);

    [Fact]
    public void All_mistakes_are_reported_together()
    {
        var parse = PolicyDocument.Parse("""{"Version":"2","Statement":[{"Effect":"No","Action":"x","Resource":"y"},{"NotResource":"*"}]}""", PolicyKind.Identity);

        Assert.False(parse.IsValid);
        Assert.Equal(
            ["Version", "Statement[1].Effect", "Statement[1].Action", "Statement[1].Resource", "Statement[2].NotResource", "Statement[2]", "Statement[2]", "Statement[2]"],
            parse.Mistakes.Select(m => m.Position));
    }

    [Fact]
    public void The_text_is_kept_as_it_was_given()
    {
        var json = $$"""{ "Version": "1",   "Statement": [ {{Good}} ] }""";

        Assert.Equal(json, PolicyDocument.Parse(json, PolicyKind.Identity).Document!.Json);
    }

    [Fact]
    public void Nothing_that_strangers_send_makes_it_throw()
    {
        var config = Config.QuickThrowOnFailure.WithReplay(20260102, 5).WithMaxTest(2000);
        var pieces = Gen.Elements(
            "{", "}", "[", "]", ":", ",", "\"Version\"", "\"1\"", "\"Statement\"", "\"Effect\"", "\"Allow\"", "\"Action\"", "\"NotAction\"", "\"oss:*\"",
            "\"Resource\"", "\"acs:oss:*:*:a\"", "\"Condition\"", "\"IpAddress\"", "\"acs:SourceIp\"", "\"10.0.0.0/99\"", "\"Principal\"", "\"RAM\"",
            "null", "true", "1e400", "-", "\"\\ud800\"", "\ud800", "\0", "//", "\"");
        var garbage = Gen.ArrayOf(pieces).Select(string.Concat).ToArbitrary();
        foreach (var kind in Enum.GetValues<PolicyKind>())
        {
            Check.One(config, Prop.ForAll(garbage, json => PolicyDocument.Parse(json, kind).IsValid == (PolicyDocument.Parse(json, kind).Mistakes.Count == 0)));
            Check.One(config, Prop.ForAll(Json(4).ToArbitrary(), json => PolicyDocument.Parse(json, kind).Mistakes.Count >= 0));
        }
        Assert.False(PolicyDocument.Parse(new string('[', 100_000), PolicyKind.Identity).IsValid);
    }

    /// <summary>Well-formed JSON that is nearly a policy.</summary>
    private static Gen<string> Json(int depth)
    {
        var scalar = Gen.Elements("null", "true", "0", "-1.5e300", "\"\"", "\"1\"", "\"Allow\"", "\"oss:*\"", "\"*\"", "\"10.0.0.0/8\"", "\"\\ud83d\"");
        if (depth == 0) return scalar;
        var inner = Json(depth - 1);
        var names = Gen.Elements("Version", "Statement", "Effect", "Action", "NotAction", "Resource", "Condition", "Principal", "Bool", "DateEquals", "acs:a", "Sid", "Service", "\\udc00");
        var member = from name in names from value in inner select $"\"{name}\":{value}";
        return Gen.OneOf(
            scalar,
            Gen.ArrayOf(inner, 3).Select(items => $"[{string.Join(',', items)}]"),
            Gen.ArrayOf(member, 5).Select(members => $"{{{string.Join(',', members)}}}"));
    }

    private static void AssertGood(PolicyKind kind, string statement)
    {
        var parse = PolicyDocument.Parse(Ask.Document(statement), kind);

        Assert.Empty(parse.Mistakes);
        Assert.Single(parse.Document!.Statements);
    }

    private static void AssertWrong(PolicyKind kind, string statement, string position)
    {
        var parse = PolicyDocument.Parse(Ask.Document(statement), kind);

        Assert.Null(parse.Document);
        Assert.Equal(position, Assert.Single(parse.Mistakes).Position);
    }
}
