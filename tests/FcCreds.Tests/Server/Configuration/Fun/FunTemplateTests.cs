using FcCreds.Server.Configuration;

namespace FcCreds.Tests.Server.Configuration.Fun;

public sealed class FunTemplateTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("fccreds-fun-");

    public FunTemplateTests() => folder.CreateSubdirectory("code");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void A_function_is_read_with_initializer_variables_and_events()
    {
        var result = Load("""
            ROSTemplateFormatVersion: '2015-09-01'
            Transform: 'Aliyun::Serverless-2018-04-03'
            Resources:
              shop:
                Type: 'Aliyun::Serverless::Service'
                Properties: { Role: 'acs:ram::1234567890123456:role/shop' }
                orders:
                  Type: 'Aliyun::Serverless::Function'
                  Properties: { Handler: index.handler, Initializer: index.prepare, InitializationTimeout: 7, Runtime: python3, CodeUri: ./code, Timeout: 9, MemorySize: 256, EnvironmentVariables: { A: b } }
                  Events:
                    web: { Type: HTTP, Properties: { AuthType: FUNCTION, Methods: [GET] } }
                    nightly: { Type: Timer, Properties: { CronExpression: '0 0 4 * * *', Enable: true, Payload: p } }
              table:
                Type: 'Aliyun::Serverless::TableStore'
            """);
        var function = Assert.Single(result.Configuration!.Functions);
        Assert.Equal(("orders", "python3", "index.handler", 9d, 256, "b"), (function.Name, function.Runtime, function.Handler, function.Timeout.TotalSeconds, function.MemorySize, function.EnvironmentVariables["A"]));
        Assert.Equal(("index.prepare", 7d), (function.Initializer!.Handler, function.Initializer.Timeout.TotalSeconds));
        Assert.EndsWith("role/shop", function.RoleArn, StringComparison.Ordinal);
        Assert.Equal([("web", "http"), ("nightly", "timer")], function.Triggers.Select(trigger => (trigger.TriggerName, trigger.TriggerType)));
        Assert.Equal("""{"authType":"function","methods":["GET"]}""", function.Triggers[0].TriggerConfig);
        Assert.Contains("cronExpression", function.Triggers[1].TriggerConfig, StringComparison.Ordinal);
        Assert.Contains(result.Problems, problem => problem.IsWarning && problem.Message.Contains("'Aliyun::Serverless::TableStore'", StringComparison.Ordinal));
    }

    [Fact]
    public void A_mistake_is_told_where_it_was_written()
    {
        var result = Load("""
            Resources:
              shop:
                Type: 'Aliyun::Serverless::Service'
                orders:
                  Type: 'Aliyun::Serverless::Function'
                  Properties:
                    Handler: index.handler
                    Runtime: python3
                    CodeUri: ./code
                    Timeout: never
            """);
        Assert.Null(result.Configuration);
        Assert.Contains(result.Problems, problem => problem is { IsWarning: false, At.Line: 10 } && problem.Message.Contains("'never'", StringComparison.Ordinal));
    }

    [Fact]
    public void A_template_of_another_tool_is_left_alone()
        => Assert.Empty(Load("Resources:\n  vpc:\n    Type: ALIYUN::ECS::VPC\n").Problems);

    private ConfigurationResult Load(string template)
    {
        File.WriteAllText(Path.Combine(folder.FullName, "template.yml"), template);
        return ConfigurationLoader.Load(new() { WorkingFolder = folder.FullName, TargetFolder = folder.FullName });
    }
}
