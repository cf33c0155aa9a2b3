using FcCreds.Core.Signing;

namespace FcCreds.Tests.Oss.Access;

/// <summary>Who may read <c>/photos/a</c> and list the bucket, by what its policy says: the order of evaluation, as a table.</summary>
public sealed class BucketPolicyTruthTests
{
    private const string Read = "\"Action\":\"oss:GetObject\",\"Resource\":\"acs:oss:*:*:photos/*\"";
    private const string All = "\"Action\":\"oss:*\",\"Resource\":[\"acs:oss:*:*:photos\",\"acs:oss:*:*:photos/*\"]";
    private const string Condition = "\"Condition\":{\"IpAddress\":{\"acs:SourceIp\":\"127.0.0.0/8\"}}";
    private const string Never = "\"Condition\":{\"IpAddress\":{\"acs:SourceIp\":\"10.0.0.0/8\"}}";

    // Statement; then the status for: owner, user without policy, user with oss:*, role without permission, other account, anonymous.
    [Theory]
    [InlineData("Allow everyone to read", "\"Effect\":\"Allow\",\"Principal\":[\"*\"]," + Read, 200, 200, 200, 200, 200, 200)]
    [InlineData("An empty list is everyone", "\"Effect\":\"Allow\",\"Principal\":[]," + Read, 200, 200, 200, 200, 200, 200)]
    [InlineData("No Principal is nobody", "\"Effect\":\"Allow\"," + Read, 200, 403, 200, 403, 403, 403)]
    [InlineData("Allow the other account", "\"Effect\":\"Allow\",\"Principal\":[\"6543210987654321\"]," + All, 200, 403, 200, 403, 200, 403)]
    [InlineData("Allow a user by UID", "\"Effect\":\"Allow\",\"Principal\":[\"2001\"]," + Read, 200, 200, 200, 403, 403, 403)]
    [InlineData("Allow a role's sessions", "\"Effect\":\"Allow\",\"Principal\":[\"arn:sts::1234567890123456:assumed-role/role1/*\"]," + Read, 200, 403, 200, 200, 403, 403)]
    [InlineData("Deny everyone without condition spares the owner", "\"Effect\":\"Deny\",\"Principal\":[\"*\"]," + All, 200, 403, 403, 403, 403, 403)]
    [InlineData("Deny everyone with a condition includes the owner", "\"Effect\":\"Deny\",\"Principal\":[\"*\"]," + Read + "," + Condition, 403, 403, 403, 403, 403, 403)]
    [InlineData("A deny whose condition fails is nothing", "\"Effect\":\"Deny\",\"Principal\":[\"*\"]," + Read + "," + Never, 200, 403, 200, 403, 403, 403)]
    [InlineData("An allow whose condition fails is nothing", "\"Effect\":\"Allow\",\"Principal\":[\"*\"]," + Read + "," + Never, 200, 403, 200, 403, 403, 403)]
    public async Task A_bucket_policy_decides_as_the_table_says(string name, string statement, int owner, int user, int admin, int role, int stranger, int anonymous)
    {
        await using var oss = await OssFixture.StartAsync();
        await oss.Client.PutAsync("/photos/a", "x");
        var plain = oss.AddRamUser("LTAIplain", "2001");
        var full = oss.AddUser("LTAIfull", OssFixture.Allow("oss:*"));
        var session = SigningKey.Of(oss.Session(OssFixture.Allow("oss:ListBuckets")));
        await PutPolicyAsync(oss, statement);
        Assert.Equal(
            (owner, user, admin, role, stranger, anonymous),
            (await Status(oss.Root), await Status(plain), await Status(full), await Status(session), await Status(oss.Stranger), await Status(null)));
        Assert.NotEmpty(name);

        async Task<int> Status(SigningKey? key) => (await oss.As(key).GetAsync("/photos/a")).Status;
    }

    [Fact]
    public async Task Another_account_may_manage_what_the_policy_names_and_nothing_else()
    {
        await using var oss = await OssFixture.StartAsync();
        await PutPolicyAsync(oss, "\"Effect\":\"Allow\",\"Principal\":[\"6543210987654321\"],\"Action\":[\"oss:ListObjects\",\"oss:PutObject\"],\"Resource\":[\"acs:oss:*:*:photos\",\"acs:oss:*:*:photos/in/*\"]");
        var other = oss.As(oss.Stranger);
        (await other.GetAsync("/photos")).IsOk();
        (await other.PutAsync("/photos/in/a", "x")).IsOk();
        (await other.PutAsync("/photos/out/a", "x")).IsRefused(403, "AccessDenied");
        (await other.GetAsync("/photos", ("acl", null))).IsRefused(403, "AccessDenied");
    }

    [Fact]
    public async Task A_session_policy_bounds_what_a_bucket_policy_gives()
    {
        await using var oss = await OssFixture.StartAsync();
        await oss.Client.PutAsync("/photos/a", "x");
        await PutPolicyAsync(oss, "\"Effect\":\"Allow\",\"Principal\":[\"arn:sts::1234567890123456:assumed-role/role1/*\"]," + All);
        var session = oss.As(SigningKey.Of(oss.Session(OssFixture.Allow("oss:ListBuckets"), OssFixture.Allow("oss:GetObject"))));
        (await session.GetAsync("/photos/a")).IsOk();
        (await session.PutAsync("/photos/b", "x")).IsRefused(403, "AccessDenied", "0003-00000301");
    }

    [Fact]
    public async Task A_deny_of_the_bucket_policy_wins_over_a_public_ACL_and_says_whose_it_was()
    {
        await using var oss = await OssFixture.StartAsync();
        await oss.Client.PutAsync("/photos/a", "x", ("x-oss-object-acl", "public-read"));
        await PutPolicyAsync(oss, "\"Effect\":\"Deny\",\"Principal\":[\"*\"]," + Read);
        var answer = await oss.As(null).GetAsync("/photos/a");
        answer.IsRefused(403, "AccessDenied", "0003-00000101");
        Assert.Equal("Access denied by bucket policy.", answer.Message);
        Assert.Equal(("Deny", "bucket#1"), (oss.JournalOf(answer).Decision, oss.JournalOf(answer).Statement));
    }

    [Fact]
    public async Task The_EC_tells_whose_policy_denied()
    {
        await using var oss = await OssFixture.StartAsync();
        await oss.Client.PutAsync("/photos/a", "x");
        const string deny = """{"Version":"1","Statement":[{"Effect":"Deny","Action":"oss:*Object","Resource":"*"}]}""";
        var user = oss.As(oss.AddUser("LTAIdenied", OssFixture.Allow("oss:*"), deny));
        (await user.GetAsync("/photos/a")).IsRefused(403, "AccessDenied", "0003-00000201");
        await PutPolicyAsync(oss, "\"Effect\":\"Deny\",\"Principal\":[\"*\"]," + Read);
        (await user.GetAsync("/photos/a")).IsRefused(403, "AccessDenied", "0003-00000203");
    }

    [Fact]
    public async Task A_batch_reports_the_denied_keys_one_by_one()
    {
        await using var oss = await OssFixture.StartAsync();
        await PutPolicyAsync(oss, "\"Effect\":\"Deny\",\"Principal\":[\"*\"],\"Action\":\"oss:DeleteObject\",\"Resource\":\"acs:oss:*:*:photos/kept/*\"," + Condition);
        var answer = await oss.Client.SendAsync(new("POST", "/photos")
        {
            Query = [("delete", null)],
            Body = "<Delete><Object><Key>kept/a</Key></Object><Object><Key>b</Key></Object></Delete>"u8.ToArray(),
        });
        var error = Assert.Single(answer.IsOk().Xml.Elements("Error"));
        Assert.Equal(("kept/a", "AccessDenied", "Access denied by bucket policy."), (error.Element("Key")!.Value, error.Element("Code")!.Value, error.Element("Message")!.Value));
        Assert.Equal("b", Assert.Single(answer.Xml.Elements("Deleted")).Element("Key")!.Value);
    }

    private static async Task PutPolicyAsync(OssFixture oss, string statement)
        => (await oss.Client.SendAsync(new("PUT", "/photos")
        {
            Query = [("policy", null)],
            Body = System.Text.Encoding.UTF8.GetBytes($$"""{"Version":"1","Statement":[{{{statement}}}]}"""),
        })).IsOk();
}
