using FcCreds.Identity.Ram;
using FcCreds.Tests.Identity.Sts;

namespace FcCreds.Tests.Identity.Ram;

/// <summary>What the official SDKs cannot send or do not show; they themselves are in the conformance tests.</summary>
public sealed class RamApiTests(StsHost host) : IClassFixture<StsHost>
{
    private const string Trust = """{"Version":"1","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"RAM":["acs:ram::1234567890123456:root"]}}]}""";
    private const string Allowing = """{"Version":"1","Statement":[{"Effect":"Allow","Action":"oss:*","Resource":"*"}]}""";

    private StsClient Root => new(host, "LTAIroot", "root-secret") { Version = "2015-05-01" };

    [Fact]
    public async Task A_call_without_format_is_answered_in_json_and_one_that_asks_for_xml_in_xml()
    {
        var json = await new StsClient(host, "LTAIroot", "root-secret") { Version = "2015-05-01", Format = "" }.GetAsync("ListAccessKeys", ("UserName", "carol"));
        Assert.Equal("LTAIretired", json.Json.GetProperty("AccessKeys").GetProperty("AccessKey")[0].GetProperty("AccessKeyId").GetString());
        var xml = (await new StsClient(host, "LTAIroot", "root-secret") { Version = "2015-05-01", Format = "XML" }.GetAsync("ListAccessKeys", ("UserName", "carol"))).Xml;
        Assert.Equal("ListAccessKeysResponse", xml.Name.LocalName);
        Assert.Equal("Inactive", xml.Element("AccessKeys")!.Elements("AccessKey").Single().Element("Status")!.Value);
    }

    [Fact]
    public async Task An_error_says_which_product_it_comes_from()
    {
        var answer = await Root.GetAsync("GetUser", ("UserName", "nobody"));
        Assert.Equal("404 EntityNotExist.User: The user does not exist.", answer.Error);
        Assert.Contains("product=Ram", answer.Json.GetProperty("Recommend").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("CreateUser", "UserName", "a b", "400 InvalidParameter.UserName.InvalidChars: The parameter - \"UserName\" contains invalid chars.")]
    [InlineData("CreateUser", "Email", "nobody", "400 InvalidParameter.Email.Format: The format of the parameter - \"Email\" is incorrect.")]
    [InlineData("CreateUser", "MobilePhone", "phone", "400 InvalidParameter.MobilePhone.Format: The format of the parameter - \"MobilePhone\" is incorrect.")]
    [InlineData("CreateUser", "UserName", "ALICE", "409 EntityAlreadyExists.User: The user does already EXIST.")]
    [InlineData("CreateUser", "UserName", "", "400 MissingUserName: UserName is mandatory for this action.")]
    [InlineData("CreateGroup", "GroupName", "a/b", "400 InvalidParameter.GroupName.InvalidChars: The parameter - \"GroupName\" contains invalid chars.")]
    [InlineData("CreateRole", "RoleName", "a_b", "400 InvalidParameter.RoleName.InvalidChars: The parameter - \"RoleName\" contains invalid chars.")]
    [InlineData("CreateRole", "MaxSessionDuration", "43201", "400 InvalidParameter.MaxSessionDuration.Range: The parameter - \"MaxSessionDuration\" MUST be in the range of 3600 and 43200.")]
    [InlineData("CreateRole", "RoleName", "orders", "409 EntityAlreadyExists.Role: The role does already EXIST.")]
    [InlineData("CreateRole", "Tag", "{}", "400 InvalidParameter.Tag: The parameter - \"Tag\" is incorrect.")]
    [InlineData("CreateRole", "Tag", """[{"Key":"\ud83d","Value":""}]""", "400 InvalidParameter.Tag: The parameter - \"Tag\" is incorrect.")]
    [InlineData("CreatePolicy", "PolicyName", "AliyunOSSFullAccess", "409 EntityAlreadyExists.Policy: The policy does already EXIST.")]
    [InlineData("ListUsers", "MaxItems", "0", "400 InvalidParameter.MaxItems.Range: The parameter - \"MaxItems\" MUST be in the range of 1 and 1000.")]
    [InlineData("ListUsers", "Marker", "?", "400 InvalidParameter.Marker: The parameter - \"Marker\" is incorrect.")]
    [InlineData("GetPolicy", "PolicyType", "Inline", "400 InvalidParameter.PolicyType: The parameter - \"PolicyType\" is incorrect.")]
    [InlineData("GetPolicyVersion", "VersionId", "1", "400 InvalidParameter.VersionId.Format: The format of the parameter - \"VersionId\" is incorrect.")]
    [InlineData("UpdateAccessKey", "Status", "Gone", "400 InvalidParameter.Status: The parameter - \"Status\" is incorrect.")]
    [InlineData("TagResources", "ResourceType", "user", "400 InvalidParameter.ResourceType: The parameter - \"ResourceType\" is incorrect.")]
    [InlineData("SetPasswordPolicy", "MinimumPasswordLength", "7", "400 InvalidParameter.MinimumPasswordLength.Range: The parameter - \"MinimumPasswordLength\" MUST be in the range of 8 and 32.")]
    [InlineData("SetSecurityPreference", "EnableSaveMFATicket", "maybe", "400 InvalidParameter.EnableSaveMFATicket: The parameter - \"EnableSaveMFATicket\" is incorrect.")]
    public async Task A_wrong_parameter_is_refused_by_its_name(string action, string parameter, string value, string error)
    {
        Dictionary<string, string> sent = new()
        {
            ["UserName"] = action == "UpdateAccessKey" ? "alice" : "fresh",
            ["UserAccessKeyId"] = "LTAIalice",
            ["GroupName"] = "fresh",
            ["RoleName"] = "fresh",
            ["AssumeRolePolicyDocument"] = Trust,
            ["PolicyName"] = action.StartsWith("Get", StringComparison.Ordinal) ? "AliyunOSSFullAccess" : "fresh",
            ["PolicyType"] = "System",
            ["PolicyDocument"] = Allowing,
        };
        sent[parameter] = value;
        Assert.Equal(error, (await Root.PostFormAsync(action, [.. sent.Select(one => (one.Key, one.Value))])).Error);
    }

    [Fact]
    public async Task A_policy_document_has_at_most_6144_characters()
    {
        var document = Allowing.Replace("\"Resource\"", $"\"Sid\":\"{new string('x', 6144)}\",\"Resource\"", StringComparison.Ordinal);
        Assert.StartsWith("400 InvalidParameter.PolicyDocument.Length", (await Root.PostFormAsync("CreatePolicy", ("PolicyName", "long"), ("PolicyDocument", document))).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_resource_of_an_operation_must_be_permitted()
    {
        await Root.PostFormAsync("CreatePolicy", ("PolicyName", "for-bob"), ("PolicyDocument", $$"""{"Version":"1","Statement":[{"Effect":"Allow","Action":"ram:AttachPolicyToUser","Resource":"acs:ram:*:{{Given.AccountId}}:user/*"}]}"""));
        await Root.PostFormAsync("AttachPolicyToUser", ("UserName", "bob"), ("PolicyType", "Custom"), ("PolicyName", "for-bob"));
        var refused = await new StsClient(host, "LTAIbob", "bob-secret") { Version = "2015-05-01" }.PostFormAsync(
            "AttachPolicyToUser", ("UserName", "bob"), ("PolicyType", "System"), ("PolicyName", "AdministratorAccess"));
        Assert.StartsWith("403 NoPermission", refused.Error, StringComparison.Ordinal);
        var told = host.Journal.Read(new() { RequestId = refused.RequestIdHeader }).OfType<FcCreds.Core.Journal.ServiceCalled>().Single();
        Assert.Equal(("ram", "AttachPolicyToUser", "acs:ram:*:system:policy/AdministratorAccess", "Deny"), (told.Service, told.Operation, told.Resource, told.Decision));
    }

    [Fact]
    public async Task Tags_may_come_numbered_as_older_clients_send_them()
    {
        await Root.PostFormAsync("CreateRole", ("RoleName", "numbered"), ("AssumeRolePolicyDocument", Trust), ("Tag.1.Key", "a"), ("Tag.1.Value", "1"), ("Tag.2.Key", "b"));
        await Root.PostFormAsync("UntagResources", ("ResourceType", "role"), ("ResourceNames.1", "numbered"), ("TagKeys.1", "a"));
        var tags = (await Root.GetAsync("ListTagResources", ("ResourceType", "role"), ("ResourceNames.1", "numbered"))).Json.GetProperty("TagResources");
        Assert.Equal(["b"], tags.EnumerateArray().Select(tag => tag.GetProperty("TagKey").GetString()));
    }

    [Fact]
    public async Task A_secret_is_shown_once_and_to_nobody_else()
    {
        await Root.PostFormAsync("CreateUser", ("UserName", "shown"));
        var created = await Root.PostFormAsync("CreateAccessKey", ("UserName", "shown"));
        var secret = created.Json.GetProperty("AccessKey").GetProperty("AccessKeySecret").GetString()!;
        Assert.DoesNotContain(secret, (await Root.GetAsync("ListAccessKeys", ("UserName", "shown"))).Body, StringComparison.Ordinal);
        Assert.DoesNotContain(host.Journal.Read(new()), told => told.ToString().Contains(secret, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_policy_in_place_can_be_detached_by_its_type()
    {
        // "audited" has none; a role of a sandbox or a configuration may.
        var refused = await Root.PostFormAsync("DetachPolicyFromRole", ("RoleName", "audited"), ("PolicyType", "Inline"), ("PolicyName", "inline"));
        Assert.Equal("404 EntityNotExist.Role.Policy: The indicate policy attached to the role does not exist.", refused.Error);
    }

    [Fact]
    public async Task A_user_takes_the_id_along_to_another_name_and_the_old_name_is_free()
    {
        var first = (await Root.PostFormAsync("CreateUser", ("UserName", "before"))).Json.GetProperty("User").GetProperty("UserId").GetString();
        var renamed = (await Root.PostFormAsync("UpdateUser", ("UserName", "before"), ("NewUserName", "after"))).Json.GetProperty("User");
        Assert.Equal(first, renamed.GetProperty("UserId").GetString());
        Assert.NotEqual(first, (await Root.PostFormAsync("CreateUser", ("UserName", "before"))).Json.GetProperty("User").GetProperty("UserId").GetString());
    }

    [Fact]
    public void Ids_of_declared_users_are_derived() => Assert.Equal(RamIds.OfUser(Given.AccountId, "alice"), host.Directory.Find(Given.AccountId)!.Users["alice"].UserId);
}
