using FcCreds.Fc.Triggers.Oss;
using FcCreds.Server.Configuration;

namespace FcCreds.Tests.Server.Configuration.ServerlessDevs;

public sealed class ServerlessDevsFileTests : IDisposable
{
    private const string Function =
        """
        edition: 3.0.0
        name: orders
        access: default
        vars:
          region: cn-shenzhen
          names: { bucket: orders }
        resources:
          write:
            component: fc3
            props:
              region: ${vars.region}
              functionName: write-order
              description: Runs in ${this.props.region}
              runtime: python3.10
              handler: index.handler
              code: ./code
              role: acs:ram::${config('AccountID')}:role/orders-role
              timeout: 60
              memorySize: 256
              environmentVariables:
                BUCKET: ${vars.names.bucket}-${env('STAGE', 'dev')}
                USER_NAME: ${env('WHO')}
              instanceLifecycleConfig:
                initializer: { handler: index.initialize, timeout: 5 }
              triggers:
                - triggerName: web
                  triggerType: http
                  triggerConfig: { authType: anonymous, methods: [GET] }

        """;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("fccreds-s-yaml-");

    public ServerlessDevsFileTests() => folder.CreateSubdirectory("code");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void A_function_is_read_with_everything_filled_in()
    {
        var result = Load(Function);
        var function = Assert.Single(result.Configuration!.Functions);

        Assert.Equal(("write-order", "cn-shenzhen", "Runs in cn-shenzhen"), (function.Name, function.Region, function.Description));
        Assert.Equal(("python3.10", "index.handler", Path.Combine(folder.FullName, "code")), (function.Runtime, function.Handler, function.CodePath));
        Assert.Equal((TimeSpan.FromMinutes(1), 256), (function.Timeout, function.MemorySize));
        Assert.Equal(new Dictionary<string, string> { ["BUCKET"] = "orders-dev", ["USER_NAME"] = "alice" }, function.EnvironmentVariables);
        Assert.Equal(new("index.initialize", TimeSpan.FromSeconds(5)), function.Initializer);
        Assert.Equal("web", Assert.Single(result.Configuration.Functions[0].Triggers).TriggerName);
    }

    [Fact]
    public void A_domain_is_read_beside_its_function()
    {
        var result = Load(Function + """
              api:
                component: fc3-domain
                props:
                  region: ${vars.region}
                  domainName: api.example.com
                  protocol: HTTP
                  routeConfig:
                    routes: [{ path: "/*", functionName: write-order }]
              later:
                component: fc3-domain
                props: { region: cn-shenzhen, domainName: auto, protocol: HTTP }

            """);
        Assert.Equal("api.example.com", Assert.Single(result.Configuration!.CustomDomains).DomainName);
        Assert.Contains(result.Problems, problem => problem.Message.Contains("'domainName: auto' has no name here", StringComparison.Ordinal));
    }

    [Fact]
    public void A_role_nobody_declared_gets_full_oss_access_and_one_warning()
    {
        var result = Load(Function);
        Assert.Equal("acs:ram::1234567890123456:role/orders-role", result.Configuration!.Functions[0].RoleArn);
        var role = result.Configuration.Accounts[0].Roles.Single(role => role.RoleName == "orders-role");
        Assert.Equal(["AliyunOSSFullAccess"], role.Policies.Select(policy => policy.PolicyName));
        var warning = Assert.Single(result.Problems, problem => problem.Message.Contains("full OSS access", StringComparison.Ordinal));
        Assert.Equal("s.yaml:17:13: warning: No role 'orders-role' is declared, so 'write-order' runs as acs:ram::1234567890123456:role/orders-role with full OSS access. Declare it under 'roles' of fccreds.yaml to try its real policies.", warning.ToString());
    }

    [Fact]
    public void A_role_of_a_trigger_that_nobody_declared_may_invoke_and_trusts_the_triggers_service()
    {
        var result = Load(Function.TrimEnd() + """

                    - triggerName: on-put
                      triggerType: oss
                      sourceArn: acs:oss:cn-shenzhen:9876543210987654:pictures
                      invocationRole: acs:ram::9876543210987654:role/aliyunosseventnotificationrole
                      triggerConfig: { events: ["oss:ObjectCreated:*"] }

            """);
        Assert.Equal("pictures", Assert.Single(result.Configuration!.Buckets).Name);
        var role = result.Configuration.Accounts[0].Roles.Single(role => role.RoleName == "aliyunosseventnotificationrole");
        Assert.Equal(["AliyunFCInvocationAccess"], role.Policies.Select(policy => policy.PolicyName));
        Assert.Contains("oss.aliyuncs.com", role.Trust.Json, StringComparison.Ordinal);
        Assert.Equal("acs:ram::1234567890123456:role/aliyunosseventnotificationrole", result.Configuration.Functions[0].Triggers.Single(trigger => trigger.TriggerType == OssTrigger.Type).InvocationRole);
        Assert.Contains(result.Problems, problem => problem.Message.Contains("so the trigger 'on-put' calls as", StringComparison.Ordinal));
    }

    [Fact]
    public void Strict_roles_refuse_a_role_nobody_declared()
    {
        var result = Load(Function, strictRoles: true);
        Assert.Null(result.Configuration);
        Assert.Equal("No role 'orders-role' is declared under 'roles' of fccreds.yaml.", Assert.Single(result.Problems, problem => !problem.IsWarning).Message);
    }

    [Fact]
    public void A_declared_role_keeps_its_own_policies()
    {
        File.WriteAllText(Path.Combine(folder.FullName, "fccreds.yaml"), "roles: [{ name: orders-role, policies: [AliyunOSSReadOnlyAccess] }]\n");
        var result = Load(Function, strictRoles: true);
        Assert.Equal(["AliyunOSSReadOnlyAccess"], Assert.Single(result.Configuration!.Accounts[0].Roles).Policies.Select(policy => policy.PolicyName));
    }

    [Fact]
    public void What_is_not_supported_is_named_and_ignored()
    {
        var result = Load(Function.Replace("    timeout: 60", "    logConfig: auto\n      timeout: 60\n      nasConfig: auto", StringComparison.Ordinal));
        var told = result.Problems.Select(problem => problem.Message).Where(message => message.Contains("it is ignored", StringComparison.Ordinal));
        Assert.Equal(["'logConfig' of an fc3 function has no effect here; it is ignored.", "'nasConfig' of an fc3 function has no effect here; it is ignored."], told);
        Assert.Single(result.Configuration!.Functions);
    }

    [Fact]
    public void What_cannot_be_filled_in_stays_and_is_told()
    {
        var result = Load(Function.Replace("${env('WHO')}", "${resources.other.output.name}", StringComparison.Ordinal));
        Assert.Contains(result.Problems, problem => problem.Message == "'${resources.other.output.name}' could not be filled in; it stays as written.");
        Assert.Equal("${resources.other.output.name}", result.Configuration!.Functions[0].EnvironmentVariables["USER_NAME"]);
    }

    [Fact]
    public void A_value_that_refers_to_itself_is_refused()
    {
        var result = Load(Function.Replace("region: cn-shenzhen", "region: ${vars.region}", StringComparison.Ordinal));
        Assert.Null(result.Configuration);
        Assert.Contains(result.Problems, problem => problem.Message == "'${vars.region}' refers to itself.");
    }

    [Theory]
    [InlineData("component: fc3", "component: cos", "of component 'cos', none of fc3, fc3-domain and fc")]
    [InlineData("runtime: python3.10", "runtime: php7.2", "The runtime 'php7.2' is not served yet")]
    public void A_function_of_another_kind_is_ignored_with_a_warning(string from, string to, string told)
    {
        var result = Load(Function.Replace(from, to, StringComparison.Ordinal));
        Assert.Empty(result.Configuration!.Functions);
        Assert.Contains(result.Problems, problem => problem.IsWarning && problem.Message.Contains(told, StringComparison.Ordinal));
    }

    [Fact]
    public void Code_may_be_written_as_src_and_a_function_without_role_has_none()
    {
        var result = Load(Function
            .Replace("code: ./code", "code: { src: ./code }", StringComparison.Ordinal)
            .Replace("role: acs:ram::${config('AccountID')}:role/orders-role", "", StringComparison.Ordinal));
        var function = Assert.Single(result.Configuration!.Functions);
        Assert.Equal((Path.Combine(folder.FullName, "code"), null), (function.CodePath, function.RoleArn));
        Assert.Contains(result.Problems, problem => problem.Message.Contains("names no role", StringComparison.Ordinal));
    }

    private ConfigurationResult Load(string text, bool strictRoles = false)
    {
        File.WriteAllText(Path.Combine(folder.FullName, "s.yaml"), text);
        return ConfigurationLoader.Load(new()
        {
            WorkingFolder = folder.FullName,
            TargetFolder = folder.FullName,
            StrictRoles = strictRoles,
            Environment = name => name == "WHO" ? "alice" : null,
        });
    }
}
