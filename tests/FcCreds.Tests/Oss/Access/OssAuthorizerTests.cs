using FcCreds.Core.Signing;

namespace FcCreds.Tests.Oss.Access;

public sealed class OssAuthorizerTests
{
    [Fact]
    public async Task A_role_without_permission_is_denied_and_the_journal_names_the_statement_to_add()
    {
        await using var oss = await OssFixture.StartAsync();
        var answer = await oss.As(SigningKey.Of(oss.Session(OssFixture.Allow("oss:GetObject")))).PutAsync("/photos/a", "x");
        answer.IsRefused(403, "AccessDenied", "0003-00000301");
        Assert.Equal("Access denied by authorizer's policy.", answer.Message);
        var told = oss.JournalOf(answer);
        Assert.Equal(("PutObject", "oss://photos/a", "Deny"), (told.Operation, told.Resource, told.Decision));
        Assert.Contains("oss:PutObject", told.Needed, StringComparison.Ordinal);
        Assert.Contains("photos/a", told.Needed, StringComparison.Ordinal);
        Assert.NotEmpty(told.Read);
        (await oss.Client.HeadAsync("/photos/a")).IsRefused(404, "NoSuchKey");
    }

    [Fact]
    public async Task A_copy_is_told_everything_it_lacks_at_once()
    {
        await using var oss = await OssFixture.StartAsync();
        await oss.Client.PutAsync("/photos/a", "x");
        var session = SigningKey.Of(oss.Session(OssFixture.Allow("oss:ListObjects")));
        var refusal = oss.JournalOf(await oss.As(session).PutAsync("/photos/b", "", ("x-oss-copy-source", "/photos/a"))).Refusal!;
        string[] needed = [refusal.Needed!, .. refusal.AlsoNeeded!];
        Assert.Equal(2, needed.Length);
        Assert.Contains(needed, statement => statement.Contains("oss:GetObject", StringComparison.Ordinal) && statement.Contains("photos/a", StringComparison.Ordinal));
        Assert.Contains(needed, statement => statement.Contains("oss:PutObject", StringComparison.Ordinal) && statement.Contains("photos/b", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_journal_names_the_statement_that_allowed()
    {
        await using var oss = await OssFixture.StartAsync();
        var answer = (await oss.As(SigningKey.Of(oss.Session(OssFixture.Allow("oss:PutObject", "acs:oss:*:*:photos/in/*")))).PutAsync("/photos/in/a", "four")).IsOk();
        var told = oss.JournalOf(answer);
        Assert.Equal(("Allow", "role-policy#1", 4L), (told.Decision, told.Statement, told.Size));
    }

    [Fact]
    public async Task A_session_policy_narrows_the_role_even_on_public_objects()
    {
        await using var oss = await OssFixture.StartAsync();
        await oss.Client.PutAsync("/photos/a", "x", ("x-oss-object-acl", "public-read"));
        var session = oss.Session(OssFixture.Allow("oss:*"), OssFixture.Allow("oss:PutObject"));
        (await oss.As(SigningKey.Of(session)).GetAsync("/photos/a")).IsRefused(403, "AccessDenied", "0003-00000301");
        (await oss.As(SigningKey.Of(session)).PutAsync("/photos/b", "x")).IsOk();
    }

    [Fact]
    public async Task A_user_needs_a_policy_for_the_owners_objects()
    {
        await using var oss = await OssFixture.StartAsync();
        await oss.Client.PutAsync("/photos/a", "x");
        (await oss.As(oss.User).GetAsync("/photos/a")).IsRefused(403, "AccessDenied", "0003-00000001");
        (await oss.As(oss.AddUser("LTAIreader", OssFixture.Allow("oss:GetObject", "acs:oss:*:*:photos/*"))).GetAsync("/photos/a")).IsOk();
    }

    [Fact]
    public async Task An_explicit_deny_wins_over_any_allow_and_any_ACL()
    {
        await using var oss = await OssFixture.StartAsync();
        await oss.Client.PutAsync("/photos/a", "x", ("x-oss-object-acl", "public-read"));
        var user = oss.AddUser("LTAIdenied", OssFixture.Allow("oss:*"), """{"Version":"1","Statement":[{"Effect":"Deny","Action":"oss:GetObject","Resource":"*"}]}""");
        (await oss.As(user).GetAsync("/photos/a")).IsRefused(403, "AccessDenied");
    }

    [Theory]
    [InlineData("private", 403, 403)]
    [InlineData("public-read", 200, 403)]
    [InlineData("public-read-write", 200, 200)]
    public async Task A_bucket_ACL_opens_objects_to_everyone(string acl, int read, int write)
    {
        await using var oss = await OssFixture.StartAsync();
        await oss.Client.PutAsync("/photos/a", "x");
        (await oss.Client.SendAsync(new("PUT", "/photos") { Query = [("acl", null)], Headers = [("x-oss-acl", acl)] })).IsOk();
        foreach (var other in new[] { oss.As(null), oss.As(oss.Stranger) })
        {
            Assert.Equal(read, (await other.GetAsync("/photos/a")).Status);
            Assert.Equal(write, (await other.PutAsync("/photos/b", "y")).Status);
            Assert.Equal(403, (await other.GetAsync("/photos")).Status);
        }
    }

    [Fact]
    public async Task An_object_ACL_goes_before_the_buckets()
    {
        await using var oss = await OssFixture.StartAsync();
        await oss.Client.SendAsync(new("PUT", "/photos") { Query = [("acl", null)], Headers = [("x-oss-acl", "public-read")] });
        await oss.Client.PutAsync("/photos/secret", "x", ("x-oss-object-acl", "private"));
        (await oss.As(null).GetAsync("/photos/secret")).IsRefused(403, "AccessDenied");
        await oss.Client.PutAsync("/photos/open", "x");
        Assert.Equal("acl:public-read", oss.JournalOf((await oss.As(null).GetAsync("/photos/open")).IsOk()).Statement);
    }

    [Fact]
    public async Task Another_account_is_told_that_the_bucket_is_not_its_own()
    {
        await using var oss = await OssFixture.StartAsync();
        var answer = await oss.As(oss.Stranger).GetAsync("/photos", ("acl", null));
        answer.IsRefused(403, "AccessDenied");
        Assert.Equal("The bucket you access does not belong to you.", answer.Message);
    }

    [Fact]
    public async Task Anonymous_callers_manage_nothing()
    {
        await using var oss = await OssFixture.StartAsync();
        (await oss.As(null).GetAsync("/")).IsRefused(403, "AccessDenied");
        (await oss.As(null).PutAsync("/another")).IsRefused(403, "AccessDenied");
        (await oss.As(null).DeleteAsync("/photos")).IsRefused(403, "AccessDenied");
    }

    [Fact]
    public async Task A_policy_can_ask_for_a_prefix()
    {
        await using var oss = await OssFixture.StartAsync();
        var user = oss.AddUser("LTAIlister",
            """{"Version":"1","Statement":[{"Effect":"Allow","Action":"oss:ListObjects","Resource":"acs:oss:*:*:photos","Condition":{"StringLike":{"oss:Prefix":"mine/*"}}}]}""");
        (await oss.As(user).GetAsync("/photos", ("prefix", "mine/a"))).IsOk();
        (await oss.As(user).GetAsync("/photos", ("prefix", "yours/"))).IsRefused(403, "AccessDenied");
    }
}
