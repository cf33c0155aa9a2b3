using FcCreds.Core.Callers;
using FcCreds.Core.Policy;
using FcCreds.Identity.Ram;
using FcCreds.Server.Configuration;

namespace FcCreds.Tests.Server.Configuration;

public sealed class ConfigurationFileTests
{
    [Fact]
    public void Every_key_arrives_in_the_declarations()
    {
        var result = ConfigurationFixtures.Load("complete.yaml");
        var configuration = result.Configuration!;

        Assert.Equal(("1234567890123456", "cn-shenzhen"), (configuration.AccountId, configuration.Region));
        Assert.Equal(Path.Combine(ConfigurationFixtures.Folder, "complete.yaml"), configuration.File);
        var account = Assert.Single(configuration.Accounts);
        Assert.Equal(new("LTAIrootexample", new("root-example-secret")), account.RootAccessKey);

        var alice = Assert.Single(account.Users);
        Assert.Equal([true, false], alice.AccessKeys.Select(key => key.IsActive));
        Assert.Equal([("AliyunSTSAssumeRoleAccess", "System"), ("orders-read", "Custom")], alice.Policies.Select(p => (p.PolicyName, p.PolicyType)));

        Assert.Equal(["orders-writer", "partner", "audited"], account.Roles.Select(role => role.RoleName));
        var writer = account.Roles[0];
        Assert.Equal(TimeSpan.FromHours(2), writer.MaxSessionDuration);
        Assert.Equal(["orders-read", "inline", "inline-2"], writer.Policies.Select(policy => policy.PolicyName));
        Assert.Equal(["orders-read"], account.Policies.Select(policy => policy.PolicyName));

        Assert.Equal([("orders", "private"), ("assets", "public-read")], configuration.Buckets.Select(bucket => (bucket.Name, bucket.Acl)));
        Assert.Equal(Path.Combine(ConfigurationFixtures.Folder, "seed"), configuration.Buckets[0].SeedPath);
        Assert.Null(configuration.Buckets[0].Policy);
        Assert.Single(configuration.Buckets[1].Policy!.Statements);
    }

    [Fact]
    public void A_function_arrives_with_its_role_and_absolute_code_path()
    {
        var configuration = ConfigurationFixtures.Load("complete.yaml").Configuration!;
        var function = configuration.Functions[0];

        Assert.Equal(("write-order", "python3.10", "index.handler"), (function.Name, function.Runtime, function.Handler));
        Assert.Equal(Path.Combine(ConfigurationFixtures.Folder, "code"), function.CodePath);
        Assert.Equal("acs:ram::1234567890123456:role/orders-writer", function.RoleArn);
        Assert.Equal((TimeSpan.FromSeconds(30), 256), (function.Timeout, function.MemorySize));
        Assert.Equal(new Dictionary<string, string> { ["BUCKET"] = "orders", ["RETRIES"] = "3", ["EMPTY"] = "" }, function.EnvironmentVariables);
        Assert.Equal(new("index.initialize", TimeSpan.FromSeconds(10)), function.Initializer);
        Assert.Equal(("cn-shenzhen", "1234567890123456"), (function.Region, function.AccountId));

        var plain = configuration.Functions[1];
        Assert.Equal((null, TimeSpan.FromSeconds(3), 512), (plain.RoleArn, plain.Timeout, plain.MemorySize));
    }

    [Fact]
    public void A_trigger_is_kept_with_its_config_as_json()
    {
        var result = ConfigurationFixtures.Load("complete.yaml");
        var trigger = Assert.Single(Assert.Single(result.Configuration!.Functions, function => function.Name == "write-order").Triggers);
        Assert.Equal(("web", "http"), (trigger.TriggerName, trigger.TriggerType));
        Assert.Equal("""{"authType":"anonymous","methods":["GET","POST"]}""", trigger.TriggerConfig);
        Assert.Empty(result.Problems);
    }

    [Fact]
    public void A_custom_domain_is_read_with_its_routes()
    {
        var domain = Assert.Single(ConfigurationFixtures.Load("complete.yaml").Configuration!.CustomDomains);
        Assert.Equal(("orders.example.com", "1234567890123456", "HTTP,HTTPS"), (domain.DomainName, domain.AccountId, domain.Protocol));
        var route = Assert.Single(domain.Routes);
        Assert.Equal(("/v1/*", "write-order", "/new"), (route.Path, route.FunctionName, route.Rewrite.Apply("/v1/new")));
        Assert.True(domain.Cors!.AllowsOrigin("https://anywhere.example.com"));
    }

    [Fact]
    public void Several_accounts_keep_what_is_theirs()
    {
        var configuration = ConfigurationFixtures.Load("accounts.yaml").Configuration!;
        Assert.Equal(["1111111111111111", "2222222222222222"], configuration.Accounts.Select(account => account.AccountId));
        Assert.Equal("cn-beijing", configuration.Region);
        Assert.Equal(
            [("of-one", "1111111111111111", "cn-beijing"), ("of-two", "2222222222222222", "cn-hangzhou")],
            configuration.Buckets.Select(bucket => (bucket.Name, bucket.AccountId, bucket.Region)));
    }

    [Theory]
    [InlineData("", "fc.aliyuncs.com", true)]
    [InlineData("trust: fc.aliyuncs.com", "fc.aliyuncs.com", true)]
    [InlineData("trust: [ecs.aliyuncs.com, fc.aliyuncs.com]", "fc.aliyuncs.com", true)]
    [InlineData("trust: ecs.aliyuncs.com", "fc.aliyuncs.com", false)]
    [InlineData("""trust: '{"Version":"1","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"Service":["fc.aliyuncs.com"]}}]}'""", "fc.aliyuncs.com", true)]
    public void Trust_is_a_document_a_service_or_a_list(string trust, string service, bool trusted)
    {
        var (configuration, problems) = ConfigurationFixtures.Read($"roles:\n  - name: r\n    {trust}\n");
        Assert.Empty(problems);
        var role = new RamDirectory(configuration.Accounts, TimeProvider.System).FindRole(configuration.AccountId, "r")!;
        Assert.Equal(trusted, PolicyEvaluator.EvaluateTrust(role, TrustPrincipal.Service(service), PolicyConditions.Empty).IsAllowed);
    }

    [Fact]
    public void An_empty_file_is_the_default_account()
    {
        var (configuration, problems) = ConfigurationFixtures.Read("# nothing here\n");
        Assert.Empty(problems);
        Assert.Equal(("1234567890123456", "cn-hangzhou"), (configuration.AccountId, configuration.Region));
    }

    [Fact]
    public void Without_a_configuration_there_is_a_role_that_FC_may_assume_and_that_may_use_oss()
    {
        var configuration = FcCredsConfiguration.Default();
        var role = new RamDirectory(configuration.Accounts, TimeProvider.System).FindRole("1234567890123456", "fccreds-default-role")!;
        Assert.Equal(configuration.DefaultRoleArn, role.Arn);
        Assert.True(PolicyEvaluator.EvaluateTrust(role, TrustPrincipal.Service("fc.aliyuncs.com"), PolicyConditions.Empty).IsAllowed);
        Assert.Equal(["AliyunOSSFullAccess"], role.Policies.Select(policy => policy.PolicyName));
        Assert.Same(configuration, configuration.WithDefaultRole());
    }

    [Fact]
    public void A_root_key_told_elsewhere_belongs_to_the_first_account()
    {
        var configuration = ConfigurationFixtures.Load("accounts.yaml").Configuration!.WithRootAccessKey("LTAIroot", new Secret("s"));
        Assert.Equal("acs:ram::1111111111111111:root", new RamDirectory(configuration.Accounts, TimeProvider.System).FindAccessKey("LTAIroot")!.Owner.Arn);
    }
}
