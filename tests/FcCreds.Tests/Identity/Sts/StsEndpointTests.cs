using System.Text;
using System.Text.Json;
using FcCreds.Core.Http;
using FcCreds.Core.Sessions;
using FcCreds.Core.Signing;
using FcCreds.Identity.Ram;
using FcCreds.Identity.Rpc;

namespace FcCreds.Tests.Identity.Sts;

public sealed class StsEndpointTests(StsHost host) : IClassFixture<StsHost>
{
    [Fact]
    public async Task A_user_is_told_who_they_are()
    {
        var json = (await Alice().GetAsync("GetCallerIdentity")).Json;
        var id = RamIds.OfUser(Given.AccountId, "alice");
        Assert.Equal(
            ("RAMUser", Given.AccountId, id, id, $"acs:ram::{Given.AccountId}:user/alice"),
            (Text(json, "IdentityType"), Text(json, "AccountId"), Text(json, "PrincipalId"), Text(json, "UserId"), Text(json, "Arn")));
    }

    [Fact]
    public async Task The_root_key_is_told_the_account()
    {
        var json = (await new StsClient(host, "LTAIroot", "root-secret").Acs3Async("GetCallerIdentity")).Json;
        Assert.Equal(("Account", Given.AccountId, $"acs:ram::{Given.AccountId}:root"), (Text(json, "IdentityType"), Text(json, "PrincipalId"), Text(json, "Arn")));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_role_session_is_told_its_role_and_no_user(bool acs3)
    {
        var client = StsClient.With(host, Session());
        var json = (await (acs3 ? client.Acs3Async("GetCallerIdentity") : client.PostFormAsync("GetCallerIdentity"))).Json;
        var roleId = RamIds.OfRole(Given.AccountId, "open");
        Assert.Equal(
            ("AssumedRoleUser", roleId, $"{roleId}:session", $"acs:ram::{Given.AccountId}:assumed-role/open/session"),
            (Text(json, "IdentityType"), Text(json, "RoleId"), Text(json, "PrincipalId"), Text(json, "Arn")));
        Assert.False(json.TryGetProperty("UserId", out _));
    }

    [Fact]
    public async Task An_error_has_the_five_fields_of_the_cloud()
    {
        var answer = await new StsClient(host, "LTAInobody", "x").GetAsync("GetCallerIdentity");
        Assert.Equal(["RequestId", "HostId", "Code", "Message", "Recommend"], answer.Json.EnumerateObject().Select(field => field.Name));
        Assert.Equal("404 InvalidAccessKeyId.NotFound: Specified access key is not found.", answer.Error);
        Assert.Equal(host.Url.Authority, Text(answer.Json, "HostId"));
        Assert.Equal($"https://api.aliyun.com/troubleshoot?q=InvalidAccessKeyId.NotFound&product=Sts&requestId={answer.RequestIdHeader}", Text(answer.Json, "Recommend"));
        Assert.Matches("^[0-9A-F]{8}-[0-9A-F]{4}-4[0-9A-F]{3}-[0-9A-F]{4}-[0-9A-F]{12}$", answer.RequestIdHeader);
    }

    [Fact]
    public async Task An_error_in_xml_has_the_content_type_that_clients_look_for()
    {
        var answer = await new StsClient(host, "LTAInobody", "x") { Format = "XML" }.GetAsync("GetCallerIdentity");
        Assert.Equal("text/xml;charset=utf-8", answer.ContentType);
        Assert.Equal("Error", answer.Xml.Name.LocalName);
        Assert.Equal("InvalidAccessKeyId.NotFound", answer.Xml.Element("Code")!.Value);
    }

    [Fact]
    public async Task A_wrong_rpc_signature_is_answered_with_the_string_to_sign_behind_the_exact_text()
    {
        var answer = await new StsClient(host, "LTAIalice", "wrong") { Nonce = "n-1" }.GetAsync("GetCallerIdentity");
        Assert.StartsWith(
            "400 SignatureDoesNotMatch: Specified signature is not matched with our calculation. server string to sign is:GET&%2F&AccessKeyId%3DLTAIalice%26Action%3DGetCallerIdentity%26Format%3DJSON",
            answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_acs3_signature_is_answered_with_the_string_to_sign()
    {
        var answer = await new StsClient(host, "LTAIalice", "wrong").Acs3Async("GetCallerIdentity");
        Assert.StartsWith("400 SignatureDoesNotMatch: Specified signature is not matched with our calculation. server string to sign is:ACS3-HMAC-SHA256\n", answer.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_changed_parameter_breaks_the_signature(bool acs3)
    {
        var client = new StsClient(host, "LTAIalice", "alice-secret") { Bend = parameters => parameters["RoleSessionName"] = "mallory" };
        (string, string)[] parameters = [("RoleArn", $"acs:ram::{Given.AccountId}:role/open"), ("RoleSessionName", "alice")];
        var answer = await (acs3 ? client.Acs3Async("AssumeRole", parameters) : client.PostFormAsync("AssumeRole", parameters));
        Assert.StartsWith("400 SignatureDoesNotMatch", answer.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_nonce_serves_once_per_key(bool acs3)
    {
        var nonce = $"once-{acs3}";
        var first = new StsClient(host, "LTAIalice", "alice-secret") { Nonce = nonce };
        Task<StsAnswer> Ask(StsClient client) => acs3 ? client.Acs3Async("GetCallerIdentity") : client.GetAsync("GetCallerIdentity");
        Assert.Equal(200, (int)(await Ask(first)).Status);
        Assert.Equal("400 SignatureNonceUsed: Specified signature nonce was used already.", (await Ask(first)).Error);
        Assert.Equal(200, (int)(await Ask(new(host, "LTAIbob", "bob-secret") { Nonce = nonce })).Status);
    }

    [Fact]
    public async Task A_nonce_of_a_wrong_signature_is_not_used_up()
    {
        await new StsClient(host, "LTAIalice", "wrong") { Nonce = "guessed" }.GetAsync("GetCallerIdentity");
        Assert.Equal(200, (int)(await new StsClient(host, "LTAIalice", "alice-secret") { Nonce = "guessed" }.GetAsync("GetCallerIdentity")).Status);
    }

    [Theory]
    [InlineData(-16, false)]
    [InlineData(-14, true)]
    [InlineData(14, true)]
    [InlineData(16, false)]
    public async Task A_timestamp_may_be_fifteen_minutes_off(int minutes, bool accepted)
    {
        var client = new StsClient(host, "LTAIalice", "alice-secret") { Skew = TimeSpan.FromMinutes(minutes) };
        foreach (var answer in new[] { await client.GetAsync("GetCallerIdentity"), await client.Acs3Async("GetCallerIdentity") })
        {
            if (accepted) Assert.Equal(200, (int)answer.Status);
            else Assert.Equal("400 InvalidTimeStamp.Expired: Specified time stamp or date value is expired.", answer.Error);
        }
    }

    [Fact]
    public async Task A_timestamp_may_have_milliseconds()
    {
        // As the STS client of ali-oss 6.23 sends it.
        static void Bend(Dictionary<string, string> parameters)
        {
            parameters["Timestamp"] = parameters["Timestamp"].Replace("Z", ".042Z", StringComparison.Ordinal);
            QueryParameter[] query = [.. parameters.Select(parameter => new QueryParameter(parameter.Key, parameter.Value))];
            parameters["Signature"] = RpcSignature.Sign(new() { Method = "GET", Scheme = "http", Host = "sts", RawPath = "/", Query = query, Headers = [] }, "alice-secret");
        }
        Assert.Equal(200, (int)(await new StsClient(host, "LTAIalice", "alice-secret") { Bend = Bend }.GetAsync("GetCallerIdentity")).Status);
    }

    [Fact]
    public async Task A_session_key_without_its_token_is_told_so()
    {
        var session = Session();
        var answer = await new StsClient(host, session.AccessKeyId, session.AccessKeySecret.Value).GetAsync("GetCallerIdentity");
        Assert.Equal("400 MissingSecurityToken: SecurityToken is mandatory for this action.", answer.Error);
    }

    [Fact]
    public async Task A_foreign_garbled_or_expired_token_is_told_apart()
    {
        var (one, other) = (Session(), Session());
        var mixed = await new StsClient(host, one.AccessKeyId, one.AccessKeySecret.Value, other.SecurityToken.Value).GetAsync("GetCallerIdentity");
        Assert.Equal("400 InvalidSecurityToken.MismatchWithAccessKey: Specified SecurityToken mismatch with the AccessKey.", mixed.Error);
        var garbled = await new StsClient(host, one.AccessKeyId, one.AccessKeySecret.Value, "CAISgarbage").Acs3Async("GetCallerIdentity");
        Assert.Equal("400 InvalidSecurityToken.Malformed: Specified SecurityToken is malformed.", garbled.Error);
        var expired = await StsClient.With(host, Session(TimeSpan.FromSeconds(-1))).GetAsync("GetCallerIdentity");
        Assert.Equal("400 InvalidSecurityToken.Expired: Specified SecurityToken is expired.", expired.Error);
    }

    [Fact]
    public async Task An_inactive_key_is_told_so()
    {
        var answer = await new StsClient(host, "LTAIretired", "retired-secret").GetAsync("GetCallerIdentity");
        Assert.Equal("400 InvalidAccessKeyId.Inactive: Specified access key is disabled.", answer.Error);
    }

    [Theory]
    [InlineData("AccessKeyId", "400 MissingAccessKeyId: AccessKeyId is mandatory for this action.")]
    [InlineData("Signature", "400 MissingSignature: Signature is mandatory for this action.")]
    [InlineData("SignatureNonce", "400 MissingSignatureNonce: SignatureNonce is mandatory for this action.")]
    [InlineData("Timestamp", "400 IllegalTimestamp: The input parameter \"Timestamp\" that is mandatory for processing this request is not supplied.")]
    [InlineData("Action", "400 InvalidParameter: The specified parameter \"Action or Version\" is not valid.")]
    [InlineData("Version", "400 InvalidParameter: The specified parameter \"Action or Version\" is not valid.")]
    public async Task A_missing_common_parameter_is_named(string parameter, string error)
    {
        var client = new StsClient(host, "LTAIalice", "alice-secret") { Bend = parameters => parameters.Remove(parameter) };
        Assert.Equal(error, (await client.GetAsync("GetCallerIdentity")).Error);
    }

    [Theory]
    [InlineData("Timestamp", "yesterday", "400 InvalidTimeStamp.Format: Specified time stamp or date value is not well formatted.")]
    [InlineData("SignatureMethod", "HMAC-MD5", "400 InvalidSignatureMethod: The specified parameter SignatureMethod is not valid.")]
    [InlineData("SignatureType", "BEARERTOKEN", "400 InvalidSignatureMethod: The specified parameter SignatureMethod is not valid.")]
    [InlineData("Action", "Assume", "404 InvalidAction.NotFound: Specified api is not found, please check your url and method.")]
    [InlineData("Version", "2014-01-01", "400 InvalidVersion: Specified parameter Version is not valid.")]
    public async Task A_wrong_common_parameter_is_refused(string parameter, string value, string error)
    {
        var client = new StsClient(host, "LTAIalice", "alice-secret") { Bend = parameters => parameters[parameter] = value };
        Assert.Equal(error, (await client.GetAsync("GetCallerIdentity")).Error);
    }

    [Fact]
    public async Task An_rpc_call_may_carry_the_headers_of_the_newer_style()
    {
        // As @alicloud/pop-core and openapi-core with signatureAlgorithm v2 do.
        var answer = await new StsClient(host, "LTAIalice", "alice-secret") { Headers = [("x-acs-action", "GetCallerIdentity"), ("x-acs-version", "2015-04-01")] }.GetAsync("GetCallerIdentity");
        Assert.Equal(200, (int)answer.Status);
    }

    [Fact]
    public async Task A_parameter_sent_twice_with_different_values_is_refused()
    {
        var answer = await StsClient.SendAsync(new(HttpMethod.Get, new Uri(host.Url, "/?Action=GetCallerIdentity&Version=2015-04-01&Format=JSON&Version=2015-05-01")));
        Assert.Equal("400 InvalidParameter: The specified parameter \"Version\" is not valid.", answer.Error);
    }

    [Fact]
    public async Task A_body_that_is_neither_form_nor_json_is_refused()
    {
        var answer = await PostAsync("<x/>", "text/xml");
        Assert.Equal("400 InvalidParameter.ContentType: The ContentType request header must be either \"application/json\" or \"application/x-www-form-urlencoded\".", answer.Error);
    }

    [Fact]
    public async Task A_body_beyond_the_limit_is_refused()
    {
        var answer = await PostAsync(new string('a', 600_000), "application/x-www-form-urlencoded");
        Assert.Equal("400 InvalidParameter.BodySize: The request body is too large.", answer.Error);
    }

    [Fact]
    public async Task A_verb_other_than_GET_and_POST_is_refused()
    {
        var answer = await StsClient.SendAsync(new(HttpMethod.Put, new Uri(host.Url, "/?Action=GetCallerIdentity&Version=2015-04-01&Format=JSON")));
        Assert.Equal("403 UnsupportedHTTPMethod: This http method is not supported.", answer.Error);
    }

    [Fact]
    public async Task An_acs3_body_must_have_the_hash_it_was_signed_with()
    {
        var client = Alice();
        Assert.Equal(200, (int)(await client.Acs3Async("GetCallerIdentity", [], "A=b", null)).Status);
        var answer = await client.Acs3Async("GetCallerIdentity", [], "A=b", new string('0', 64));
        Assert.StartsWith("400 IncompleteSignature", answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Neither_a_refusal_nor_the_journal_holds_a_token()
    {
        var session = Session();
        var answer = await new StsClient(host, session.AccessKeyId, "wrong", session.SecurityToken.Value).Acs3Async("GetCallerIdentity");
        Assert.DoesNotContain(session.SecurityToken.Value, answer.Body, StringComparison.Ordinal);
        Assert.DoesNotContain(host.Journal.Read(new()), told => told.ToString().Contains(session.SecurityToken.Value, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_operation_is_in_the_coverage_once()
    {
        var coverage = RpcApi.Coverage();
        Assert.Equal(RpcApi.Services.Sum(service => service.Operations.Count), coverage.DistinctBy(line => (line.Service, line.Operation)).Count());
        Assert.Contains(new("sts", "AssumeRole", "account", "enforced", "sdk"), coverage);
        Assert.Contains(coverage, line => line is { Service: "ram", Operation: "CreateUser" });
    }

    private StsClient Alice() => new(host, "LTAIalice", "alice-secret");

    private Task<StsAnswer> PostAsync(string body, string contentType)
        => StsClient.SendAsync(new(HttpMethod.Post, new Uri(host.Url, "/?Action=GetCallerIdentity&Version=2015-04-01&Format=JSON"))
        {
            Content = new StringContent(body, Encoding.UTF8, contentType),
        });

    private SessionCredentials Session(TimeSpan? duration = null) => host.Issuer.Issue(new()
    {
        Role = Given.Directory().FindRole(Given.AccountId, "open")!,
        RoleSessionName = "session",
        Duration = duration ?? TimeSpan.FromHours(1),
        Scope = SessionScope.Shared,
        IssuedTo = "test",
    });

    private static string? Text(JsonElement json, string name) => json.GetProperty(name).GetString();
}
