using FcCreds.Core.Journal;
using FcCreds.Core.Sessions;
using FcCreds.Identity.Ram;

namespace FcCreds.Tests.Identity.Sts;

public sealed class AssumeRoleTests(StsHost host) : IClassFixture<StsHost>
{
    private const string Open = $"acs:ram::{Given.AccountId}:role/open";

    private const string Traced = $"acs:ram::{Given.AccountId}:role/traced";

    private readonly StsClient alice = new(host, "LTAIalice", "alice-secret");

    public enum Way { Get, PostForm, Acs3 }

    [Theory]
    [InlineData(Way.Get)]
    [InlineData(Way.PostForm)]
    [InlineData(Way.Acs3)]
    public async Task Every_way_of_asking_gets_credentials_that_open(Way way)
    {
        (string, string)[] parameters =
        [
            ("RoleArn", Open), ("RoleSessionName", "alice@work"), ("DurationSeconds", "7200"),
            ("Policy", """{ "Version": "1", "Statement": [{ "Effect": "Allow", "Action": "oss:*", "Resource": "acs:oss:*:*:a b+c/*~" }] }"""),
        ];
        var answer = await (way switch
        {
            Way.Get => alice.GetAsync("AssumeRole", parameters),
            Way.PostForm => alice.PostFormAsync("AssumeRole", parameters),
            _ => alice.Acs3Async("AssumeRole", parameters),
        });

        Assert.True((int)answer.Status == 200, answer.Body);
        var user = answer.Json.GetProperty("AssumedRoleUser");
        Assert.Equal($"{Open}/alice@work", user.GetProperty("Arn").GetString());
        Assert.Equal($"{RamIds.OfRole(Given.AccountId, "open")}:alice@work", user.GetProperty("AssumedRoleId").GetString());
        var credentials = answer.Json.GetProperty("Credentials");
        Assert.Equal("2026-01-02T05:04:05Z", credentials.GetProperty("Expiration").GetString());
        var claims = host.Tokens.Open(credentials.GetProperty("SecurityToken").GetString()!)!.Claims;
        Assert.Equal(credentials.GetProperty("AccessKeyId").GetString(), claims.AccessKeyId);
        Assert.Equal((SessionScope.Shared, "open", parameters[3].Item2), (claims.Scope, claims.RoleName, claims.SessionPolicy));
        Assert.Equal(answer.Json.GetProperty("RequestId").GetString(), answer.RequestIdHeader);
        Assert.False(answer.Json.TryGetProperty("SourceIdentity", out _));
    }

    [Fact]
    public async Task Without_a_duration_a_session_lasts_an_hour()
    {
        var answer = await AssumeAsync(alice, Open);
        Assert.Equal("2026-01-02T04:04:05Z", answer.Json.GetProperty("Credentials").GetProperty("Expiration").GetString());
    }

    [Fact]
    public async Task Xml_is_the_default_of_rpc_calls()
    {
        var answer = await AssumeAsync(new(host, "LTAIalice", "alice-secret") { Format = "" }, Open);
        Assert.Equal("text/xml;charset=utf-8", answer.ContentType);
        Assert.Equal("AssumeRoleResponse", answer.Xml.Name.LocalName);
        Assert.StartsWith("CAIS", answer.Xml.Element("Credentials")!.Element("SecurityToken")!.Value, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("RoleArn", "", "400 MissingRoleArn: RoleArn is mandatory for this action.")]
    [InlineData("RoleArn", "acs:ram::1:role/x", "400 InvalidParameter.RoleArn: The parameter RoleArn is wrongly formed.")]
    [InlineData("RoleSessionName", "", "400 MissingRoleSessionName: RoleSessionName is mandatory for this action.")]
    [InlineData("RoleSessionName", "a", "400 InvalidParameter.RoleSessionName: The parameter RoleSessionName is wrongly formed.")]
    [InlineData("RoleSessionName", "with space", "400 InvalidParameter.RoleSessionName: The parameter RoleSessionName is wrongly formed.")]
    [InlineData("RoleSessionName", "line\n", "400 InvalidParameter.RoleSessionName: The parameter RoleSessionName is wrongly formed.")]
    [InlineData("DurationSeconds", "899", "400 InvalidParameter.DurationSeconds: The Min/Max value of DurationSeconds is 15min/1hr.")]
    [InlineData("DurationSeconds", "7201", "400 InvalidParameter.DurationSeconds: The Min/Max value of DurationSeconds is 15min/1hr.")]
    [InlineData("DurationSeconds", "soon", "400 InvalidParameter.DurationSeconds: The Min/Max value of DurationSeconds is 15min/1hr.")]
    [InlineData("Policy", "{}", "400 InvalidParameter.PolicyGrammar: The parameter Policy has not passed grammar check.")]
    [InlineData("ExternalId", "é!", "400 InvalidParameter.ExternalId: The parameter ExternalId is wrongly formed.")]
    [InlineData("SourceIdentity", "acs:me", "400 InvalidParameter.SourceIdentity: The parameter SourceIdentity is wrongly formed.")]
    [InlineData("RoleArn", $"acs:ram::{Given.AccountId}:role/nobody", "404 EntityNotExist.Role: The specified Role not exists .")]
    public async Task A_parameter_outside_its_limits_is_refused(string name, string value, string error)
    {
        Dictionary<string, string> parameters = new() { ["RoleArn"] = Open, ["RoleSessionName"] = "alice", [name] = value };
        var answer = await alice.PostFormAsync("AssumeRole", [.. parameters.Select(parameter => (parameter.Key, parameter.Value))]);
        Assert.Equal(error, answer.Error);
    }

    [Fact]
    public async Task A_policy_beyond_2048_characters_is_refused()
    {
        var answer = await alice.PostFormAsync("AssumeRole", ("RoleArn", Open), ("RoleSessionName", "alice"), ("Policy", new string(' ', 2049)));
        Assert.Equal("400 InvalidParameter.PolicySize: The size of Policy must be smaller than 2048 bytes.", answer.Error);
    }

    [Fact]
    public async Task The_root_key_may_not_assume()
    {
        var answer = await AssumeAsync(new(host, "LTAIroot", "root-secret"), Open);
        Assert.Equal("403 NoPermission: Roles may not be assumed by root accounts.", answer.Error);
    }

    [Fact]
    public async Task A_user_without_permission_is_denied_and_the_journal_names_the_statement_needed()
    {
        var answer = await AssumeAsync(new(host, "LTAIbob", "bob-secret"), Open);
        Assert.Equal("403 NoPermission: You are not authorized to do this action. You should be authorized by RAM.", answer.Error);
        var detail = answer.Json.GetProperty("AccessDeniedDetail");
        Assert.Equal("sts:AssumeRole", detail.GetProperty("AuthAction").GetString());
        Assert.Equal("SubUser", detail.GetProperty("AuthPrincipalType").GetString());
        Assert.Equal("ImplicitDeny", detail.GetProperty("NoPermissionType").GetString());
        Assert.Equal("AccountLevelIdentityBasedPolicy", detail.GetProperty("PolicyType").GetString());

        var told = Told(answer);
        Assert.Equal(("Deny", "NoPermission", Open, $"acs:ram::{Given.AccountId}:user/bob"), (told.Decision, told.Code, told.Resource, told.Principal));
        Assert.Contains("sts:AssumeRole", told.Needed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_role_that_does_not_trust_the_caller_is_refused()
    {
        var answer = await AssumeAsync(alice, $"acs:ram::{Given.AccountId}:role/orders");
        Assert.Equal("403 NoPermission: No permission perform sts:AssumeRole on this Role. Maybe you are not authorized to perform sts:AssumeRole or the specified role does not trust you", answer.Error);
        Assert.Equal("AssumeRolePolicy", answer.Json.GetProperty("AccessDeniedDetail").GetProperty("PolicyType").GetString());
        Assert.Contains($"acs:ram::{Given.AccountId}:user/alice", Told(answer).Needed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_role_of_another_account_that_trusts_the_caller_is_given()
    {
        var answer = await AssumeAsync(alice, $"acs:ram::{Given.OtherAccountId}:role/foreign");
        Assert.Equal(200, (int)answer.Status);
    }

    [Theory]
    [InlineData(null, 403)]
    [InlineData("audit-8", 403)]
    [InlineData("audit-7", 200)]
    public async Task An_external_id_is_a_condition_of_trust(string? externalId, int status)
    {
        List<(string, string)> parameters = [("RoleArn", $"acs:ram::{Given.AccountId}:role/audited"), ("RoleSessionName", "alice")];
        if (externalId is not null) parameters.Add(("ExternalId", externalId));
        Assert.Equal(status, (int)(await alice.GetAsync("AssumeRole", [.. parameters])).Status);
    }

    [Fact]
    public async Task A_role_session_may_assume_the_next_role_and_keeps_its_source_identity()
    {
        var first = await alice.GetAsync("AssumeRole", ("RoleArn", Open), ("RoleSessionName", "one"), ("SourceIdentity", "Alice"));
        Assert.Equal("Alice", first.Json.GetProperty("SourceIdentity").GetString());
        var session = Session(first);
        var next = $"acs:ram::{Given.AccountId}:role/next";

        var second = await session.Acs3Async("AssumeRole", ("RoleArn", next), ("RoleSessionName", "two"));
        Assert.Equal($"{next}/two", second.Json.GetProperty("AssumedRoleUser").GetProperty("Arn").GetString());
        Assert.Equal("Alice", second.Json.GetProperty("SourceIdentity").GetString());

        var changed = await session.GetAsync("AssumeRole", ("RoleArn", next), ("RoleSessionName", "two"), ("SourceIdentity", "Bob"));
        Assert.Equal("400 InvalidParameter.SourceIdentity: The parameter SourceIdentity is wrongly formed.", changed.Error);
    }

    [Fact]
    public async Task A_session_policy_narrows_what_a_session_may_assume()
    {
        var first = await alice.GetAsync("AssumeRole", ("RoleArn", Open), ("RoleSessionName", "one"),
            ("Policy", """{"Version":"1","Statement":[{"Effect":"Allow","Action":"oss:*","Resource":"*"}]}"""));
        var second = await AssumeAsync(Session(first), $"acs:ram::{Given.AccountId}:role/next");
        Assert.Equal("SessionPolicy", second.Json.GetProperty("AccessDeniedDetail").GetProperty("PolicyType").GetString());
    }

    [Fact]
    public async Task The_journal_names_who_assumed_what_by_which_statement()
    {
        var told = Told(await AssumeAsync(alice, Open));
        Assert.Equal(("sts", "AssumeRole", 200, "Allow", "AliyunSTSAssumeRoleAccess#1"), (told.Service, told.Operation, told.Status, told.Decision, told.Statement));
    }

    [Fact]
    public async Task Role_that_trusts_a_source_identity_trusts_the_session_that_inherited_it()
    {
        var alone = await AssumeAsync(Session(await AssumeAsync(alice, Open)), Traced);
        Assert.StartsWith("403 NoPermission", alone.Error, StringComparison.Ordinal);
        var first = await alice.GetAsync("AssumeRole", ("RoleArn", Open), ("RoleSessionName", "one"), ("SourceIdentity", "Alice"));
        var second = await AssumeAsync(Session(first), Traced);
        Assert.Equal("Alice", second.Json.GetProperty("SourceIdentity").GetString());
    }

    private static Task<StsAnswer> AssumeAsync(StsClient client, string roleArn)
        => client.GetAsync("AssumeRole", ("RoleArn", roleArn), ("RoleSessionName", "alice"));

    private StsClient Session(StsAnswer answer)
    {
        var credentials = answer.Json.GetProperty("Credentials");
        return new(host, credentials.GetProperty("AccessKeyId").GetString()!, credentials.GetProperty("AccessKeySecret").GetString()!, credentials.GetProperty("SecurityToken").GetString());
    }

    private ServiceCalled Told(StsAnswer answer) => Assert.Single(host.Journal.Read(new() { RequestId = answer.RequestIdHeader }).OfType<ServiceCalled>());
}
