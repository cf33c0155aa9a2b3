using FcCreds.Identity.Ram;
using FcCreds.Server.Configuration;
using FcCreds.Server.Configuration.Export;

namespace FcCreds.Tests.Server.Configuration;

public sealed class AccountExportTests
{
    private const string Whole = """
        account: "1111111111111111"
        rootAccessKey: { id: LTAIroot, secret: root-secret }
        users:
          - name: alice
            displayName: Alice B.
            comments: "yes"
            accessKeys: [{ id: LTAIalice, secret: "0123456789", status: Inactive }]
            groups: [staff]
            policies:
              - own
              - { Version: "1", Statement: [{ Effect: Deny, Action: oss:PutObject, Resource: "*", Condition: { Bool: { "acs:SecureTransport": "false" } } }] }
        groups:
          - { name: staff, comments: "on: call", policies: [AliyunOSSReadOnlyAccess] }
        roles:
          - { name: orders, description: "null", trust: [fc.aliyuncs.com, "acs:ram::1111111111111111:root"], maxSessionDuration: 7200, policies: [own] }
        policies:
          - { name: own, description: "#1", document: { Version: "1", Statement: [{ Effect: Allow, NotAction: ["oss:Delete*"], Resource: ["acs:oss:*:*:a/ b*"] }] } }
        oidcProviders:
          - { name: idp, issuer: "https://issuer.example", clientIds: ["123", sts.aliyuncs.com], fingerprints: [ff00], issuanceLimitTime: 6, jwks: '{"keys":[]}' }
          - { name: cluster, issuer: "https://cluster.example", local: true }
        samlProviders:
          - { name: adfs, metadata: "<EntityDescriptor entityID=\"x\"/>" }
        """;

    [Fact]
    public void What_is_exported_with_secrets_reads_back_as_the_same_account()
    {
        var first = Read(Whole);
        var exported = Export(first, withSecrets: true);
        var second = Read(exported);
        Assert.Equal(exported, Export(second, withSecrets: true));

        var (before, after) = (new RamDirectory([first], TimeProvider.System), new RamDirectory([second], TimeProvider.System));
        var (alice, again) = (before.FindAccessKey("LTAIalice")!, after.FindAccessKey("LTAIalice")!);
        Assert.Equal((alice.AccessKeySecret, alice.IsActive), (again.AccessKeySecret, again.IsActive));
        Assert.Equal(alice.Owner.Policies.Select(policy => policy.Document.Json), again.Owner.Policies.Select(policy => policy.Document.Json));
        Assert.Equal(["own", "inline", "AliyunOSSReadOnlyAccess"], again.Owner.Policies.Select(policy => policy.PolicyName));
        var (user, role) = (after.Find("1111111111111111")!.Users["alice"], after.Find("1111111111111111")!.Roles["orders"]);
        Assert.Equal(("Alice B.", "yes"), (user.DisplayName, user.Comments));
        Assert.Equal(("null", 7200, first.Roles[0].Trust.Json), (role.Description, role.MaxSessionDuration, role.AssumeRolePolicyDocument));
        var (idp, told) = (after.Find("1111111111111111")!.OidcProviders["idp"], first.OidcProviders[0]);
        Assert.Equal((told.IssuerUrl, told.Jwks, told.IssuanceLimitTime), (idp.IssuerUrl, idp.Jwks, idp.IssuanceLimitTime));
        Assert.Equal(told.ClientIds, idp.ClientIds);
        Assert.True(after.Find("1111111111111111")!.OidcProviders["cluster"].IsLocal);
        Assert.Equal(first.SamlProviders[0].MetadataDocument, second.SamlProviders[0].MetadataDocument);
    }

    [Fact]
    public void Without_secrets_there_are_no_keys()
    {
        var exported = Export(Read(Whole), withSecrets: false);
        Assert.DoesNotContain("0123456789", exported, StringComparison.Ordinal);
        Assert.DoesNotContain("root-secret", exported, StringComparison.Ordinal);
        Assert.Empty(Read(exported).Users[0].AccessKeys);
    }

    private static string Export(AccountDeclaration account, bool withSecrets)
        => YamlWriter.Write(new AccountExport(new RamDirectory([account], TimeProvider.System).Find(account.AccountId)!, account.RootAccessKey, withSecrets).ToYaml("cn-hangzhou"));

    private static AccountDeclaration Read(string yaml)
    {
        var problems = new Problems();
        var configuration = ConfigurationFile.Read("fccreds.yaml", "/", yaml, problems);
        Assert.False(problems.HasErrors, string.Join("; ", problems.Sorted()));
        return configuration.Accounts[0];
    }
}
