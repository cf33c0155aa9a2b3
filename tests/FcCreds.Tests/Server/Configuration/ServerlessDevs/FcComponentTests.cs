using FcCreds.Server.Configuration;

namespace FcCreds.Tests.Server.Configuration.ServerlessDevs;

public sealed class FcComponentTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("fccreds-s-yaml-");

    public FcComponentTests() => folder.CreateSubdirectory("code");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void A_function_in_a_service_is_read_as_one_of_fc3()
    {
        var result = Load("""
            edition: 1.0.0
            name: shop
            vars:
              bucket: orders
            services:
              orders:
                component: fc
                props:
                  region: cn-shenzhen
                  service:
                    name: shop
                    role: acs:ram::1234567890123456:role/shop
                    logConfig: auto
                  function:
                    name: take-order
                    runtime: nodejs18
                    handler: index.handler
                    codeUri: ./code
                    initializer: index.prepare
                    initializationTimeout: 8
                    environmentVariables: { BUCKET: "${vars.bucket}" }
                  triggers:
                    - name: web
                      type: http
                      config: { authType: anonymous, methods: [GET, POST] }
            """);
        var function = Assert.Single(result.Configuration!.Functions);
        Assert.Equal(("take-order", "cn-shenzhen", "nodejs18", "orders"), (function.Name, function.Region, function.Runtime, function.EnvironmentVariables["BUCKET"]));
        Assert.Equal(("index.prepare", 8d), (function.Initializer!.Handler, function.Initializer.Timeout.TotalSeconds));
        Assert.EndsWith("role/shop", function.RoleArn, StringComparison.Ordinal);
        Assert.Equal(("web", "http", """{"authType":"anonymous","methods":["GET","POST"]}"""), (function.Triggers[0].TriggerName, function.Triggers[0].TriggerType, function.Triggers[0].TriggerConfig));
        Assert.Contains(result.Problems, problem => problem.IsWarning && problem.Message.Contains("'logConfig' of a service", StringComparison.Ordinal));
    }

    [Fact]
    public void Other_resources_and_paths_can_be_referred_to()
    {
        var result = Load("""
            edition: 3.0.0
            resources:
              first:
                component: fc3
                props: { functionName: first, runtime: python3.10, handler: index.handler, code: "${path('./code')}", role: one, timeout: 11 }
              second:
                component: fc3
                props: { functionName: second, runtime: "${resources.first.props.runtime}", handler: index.handler, code: ./code, role: one, timeout: "${resources.first.props.timeout}" }
            """);
        Assert.Equal([("first", "python3.10", 11d), ("second", "python3.10", 11d)], result.Configuration!.Functions.Select(one => (one.Name, one.Runtime, one.Timeout.TotalSeconds)));
    }

    [Fact]
    public void Code_may_lie_in_a_bucket()
    {
        var function = Assert.Single(Load("""
            edition: 3.0.0
            resources:
              first:
                component: fc3
                props: { functionName: first, runtime: python3.10, handler: index.handler, role: one, code: { ossBucketName: packages, ossObjectName: first.zip } }
            """).Configuration!.Functions);
        Assert.Equal(("packages", "first.zip"), (function.CodeObject!.Bucket, function.CodeObject.Key));
    }

    private ConfigurationResult Load(string text)
    {
        File.WriteAllText(Path.Combine(folder.FullName, "s.yaml"), text);
        return ConfigurationLoader.Load(new() { WorkingFolder = folder.FullName, TargetFolder = folder.FullName });
    }
}
