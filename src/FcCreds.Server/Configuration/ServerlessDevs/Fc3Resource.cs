using FcCreds.Fc;
using FcCreds.Fc.Runtimes;
using FcCreds.Fc.Triggers;
using FcCreds.Fc.Triggers.Oss;
using FcCreds.Server.Configuration.Readers;
using FcCreds.Server.Configuration.Yaml;

namespace FcCreds.Server.Configuration.ServerlessDevs;

/// <summary>The <c>props</c> of one fc3 resource: a function.</summary>
internal sealed class Fc3Resource(string folder, ConfigurationRequest request, Problems problems)
{
    private static readonly string[] Keys =
    [
        "region", "functionName", "description", "runtime", "handler", "code", "role", "timeout", "memorySize", "environmentVariables",
        "instanceLifecycleConfig", "layers", "customRuntimeConfig", "instanceConcurrency", "disableInjectCredentials", "asyncInvokeConfig", "triggers",
    ];

    public FcCredsConfiguration Read(YamlValue props, FcCredsConfiguration configuration)
    {
        if (Section.Open(props, "an fc3 function", Keys, problems, tolerant: true) is not { } section) return configuration;
        var name = section.RequiredText("functionName");
        var runtime = section.RequiredText("runtime");
        if (name is null || runtime is null) return configuration;
        if (!FunctionSettingsReader.IsFunctionName(name)) problems.Error(section.At("functionName"), $"'{name}' is no function name: up to 64 letters, digits, '-' and '_', beginning with a letter or '_'.");
        if (FunctionRuntimes.Objection(runtime) is { } objection)
        {
            problems.Warn(section.At("runtime"), $"{objection} The function '{name}' is ignored.");
            return configuration;
        }
        if (configuration.Functions.Any(function => function.Name == name))
        {
            problems.Warn(section.At("functionName"), $"The function '{name}' is declared already; this one is ignored.");
            return configuration;
        }

        var settings = new FunctionSettingsReader(folder, problems);
        var triggers = new TriggerReader(problems).Read(name, section.Items("triggers"), tolerant: true);
        var known = FunctionRuntime.Find(runtime);
        var handler = FunctionSettingsReader.Handler(section, known);
        settings.Check(section, known);
        var (written, inBucket) = Code(section);
        var code = inBucket is null ? settings.CodeFolder(written, section.At("code")) : "";
        var read = settings.Read(section);
        var roles = new NamedRoles(request, problems);
        configuration = roles.OfFunction(section, name, configuration, out var roleArn);
        configuration = roles.OfTriggers(section, ref triggers, configuration);
        if (handler is null || code is null) return configuration;
        var region = section.Text("region") ?? configuration.Region;
        return configuration with
        {
            Buckets = [.. configuration.Buckets, .. BucketsOf(triggers, configuration, region)],
            Functions =
            [
                .. configuration.Functions,
                read with
                {
                    Name = name,
                    AccountId = configuration.AccountId,
                    Region = region,
                    Runtime = runtime,
                    Handler = handler,
                    CodePath = code,
                    CodeObject = inBucket,
                    RoleArn = roleArn,
                    Triggers = triggers,
                },
            ],
        };
    }

    /// <summary>Those that its triggers listen to: in the cloud they are there before the triggers are.</summary>
    private static IEnumerable<BucketDeclaration> BucketsOf(IReadOnlyList<TriggerDeclaration> triggers, FcCredsConfiguration configuration, string region) => triggers
        .Where(trigger => trigger.TriggerType == OssTrigger.Type)
        .Select(trigger => OssTrigger.BucketOf(trigger.SourceArn))
        .OfType<string>()
        .Distinct()
        .Where(name => BucketReader.IsBucketName(name) && !configuration.Buckets.Any(bucket => bucket.Name == name))
        .Select(name => new BucketDeclaration { Name = name, AccountId = configuration.AccountId, Region = region });

    /// <summary>A path, <c>{src: path}</c>, or <c>{ossBucketName, ossObjectName}</c>.</summary>
    private (string? Folder, CodeObject? Object) Code(Section section)
    {
        var value = section.Find("code");
        if (YamlTranslation.Find(value, "src") is YamlText source) return (source.Value, null);
        if (value is YamlText path) return (path.Value, null);
        if (YamlTranslation.Find(value, "ossBucketName") is YamlText bucket && YamlTranslation.Find(value, "ossObjectName") is YamlText key) return (null, new(bucket.Value, key.Value));
        problems.Error(section.At("code"), "'code' is the folder of the function's code, as text or as 'src', or a zip in a bucket, as 'ossBucketName' and 'ossObjectName'.");
        return default;
    }
}
