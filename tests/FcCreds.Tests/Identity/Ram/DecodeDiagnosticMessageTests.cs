using System.Text.Json;
using FcCreds.Tests.Identity.Sts;

namespace FcCreds.Tests.Identity.Ram;

/// <summary>Evidence: the RAM page of DecodeDiagnosticMessage and the model of @alicloud/ram20150501 1.2.1.</summary>
public sealed class DecodeDiagnosticMessageTests(StsHost host) : IClassFixture<StsHost>
{
    private StsClient Root => new(host, "LTAIroot", "root-secret") { Version = "2015-05-01" };

    private StsClient Alice => new(host, "LTAIalice", "alice-secret") { Version = "2015-05-01" };

    [Fact]
    public async Task The_message_of_a_denial_tells_action_resource_principal_and_conditions()
    {
        var message = await DeniedAsync();
        var decoded = (await Root.PostFormAsync("DecodeDiagnosticMessage", ("EncodedDiagnosticMessage", message))).Json.GetProperty("DecodedDiagnosticMessage");
        Assert.False(decoded.GetProperty("ExplicitDeny").GetBoolean());
        Assert.Equal("AccountLevelIdentityBasedPolicy", decoded.GetProperty("NoPermissionPolicyType").GetString());
        Assert.Equal("ram:DeleteRole", decoded.GetProperty("AuthAction").GetString());
        Assert.EndsWith(":role/orders", decoded.GetProperty("AuthResource").GetString(), StringComparison.Ordinal);
        Assert.Equal("SubUser", decoded.GetProperty("AuthPrincipal").GetProperty("AuthPrincipalType").GetString());
        var address = decoded.GetProperty("AuthConditions").EnumerateArray().Single(one => one.GetProperty("ConditionKey").GetString() == "acs:SourceIp");
        Assert.Equal("127.0.0.1", address.GetProperty("ConditionValues")[0].GetString());
        Assert.Equal(JsonValueKind.Array, decoded.GetProperty("MatchedPolicies").ValueKind);
    }

    [Fact]
    public async Task In_xml_the_values_of_a_condition_stand_as_elements()
    {
        var xml = (await new StsClient(host, "LTAIroot", "root-secret") { Version = "2015-05-01", Format = "XML" }.PostFormAsync("DecodeDiagnosticMessage", ("EncodedDiagnosticMessage", await DeniedAsync()))).Xml;
        Assert.Contains(xml.Descendants("ConditionValues"), value => value.Value == "127.0.0.1");
    }

    [Theory]
    [InlineData("AQIBgarbage")]
    [InlineData("nonsense")]
    public async Task An_altered_message_is_refused(string message)
        => Assert.Equal("400 InvalidParameter.EncodedDiagnosticMessage: The specified EncodedDiagnosticMessage is invalid.", (await Root.PostFormAsync("DecodeDiagnosticMessage", ("EncodedDiagnosticMessage", message))).Error);

    [Fact]
    public async Task To_decode_is_a_permission_of_its_own()
        => Assert.StartsWith("403 NoPermission", (await Alice.PostFormAsync("DecodeDiagnosticMessage", ("EncodedDiagnosticMessage", await DeniedAsync()))).Error, StringComparison.Ordinal);

    private async Task<string> DeniedAsync()
        => (await Alice.PostFormAsync("DeleteRole", ("RoleName", "orders"))).Json.GetProperty("AccessDeniedDetail").GetProperty("EncodedDiagnosticMessage").GetString()!;
}
