using FcCreds.Server.Configuration.ServerlessDevs;
using FcCreds.Server.Configuration.Yaml;

namespace FcCreds.Server.Configuration.Fun;

/// <summary>Reads the functions of a <c>template.yml</c> of Fun (Transform Aliyun::Serverless-2018-04-03), each as a function of fc3.</summary>
internal sealed class FunTemplate(ConfigurationRequest request, Problems problems)
{
    public static readonly IReadOnlyList<string> Names = ["template.yml", "template.yaml"];

    private const string ServiceType = "Aliyun::Serverless::Service";
    private const string FunctionType = "Aliyun::Serverless::Function";

    /// <summary>Names of a function's properties here and in fc3.</summary>
    private static readonly (string Here, string There)[] Properties =
    [
        ("Description", "description"), ("Runtime", "runtime"), ("Handler", "handler"), ("CodeUri", "code"), ("Timeout", "timeout"), ("MemorySize", "memorySize"),
        ("EnvironmentVariables", "environmentVariables"), ("InstanceConcurrency", "instanceConcurrency"), ("Layers", "layers"),
    ];

    /// <summary>The configuration with the template's functions, and with the roles they name. Templates of other tools are left alone.</summary>
    public FcCredsConfiguration Read(string shown, string folder, string text, FcCredsConfiguration configuration)
    {
        if (!text.Contains(ServiceType, StringComparison.Ordinal) || YamlSource.Read(shown, text, problems) is not { } root) return configuration;
        foreach (var (name, resource) in EntriesOf(YamlTranslation.Find(root, "Resources")))
        {
            var type = TypeOf(resource);
            if (type != ServiceType) problems.Warn(name.At, $"The resource '{name.Value}' is of type '{type}', not {ServiceType}; it is ignored.");
            else configuration = ReadService(name.Value, resource, folder, configuration);
        }
        return configuration;
    }

    private FcCredsConfiguration ReadService(string service, YamlValue resource, string folder, FcCredsConfiguration configuration)
    {
        var properties = YamlTranslation.Find(resource, "Properties");
        YamlTranslation.WarnOfOthers(properties, "a service", ["Description", "Role", "Policies"], problems);
        // Fun makes a role of the policies.
        var role = YamlTranslation.Find(properties, "Role") as YamlText
            ?? (YamlTranslation.Find(properties, "Policies") is { } policies ? YamlTranslation.Text(policies.At, $"fun-{service}") : null);
        foreach (var (name, function) in EntriesOf(resource))
        {
            if (TypeOf(function) != FunctionType) continue;
            configuration = new Fc3Resource(folder, request, problems).Read(Translate(name, function, role), configuration);
        }
        return configuration;
    }

    private YamlMap Translate(YamlText name, YamlValue function, YamlText? role)
    {
        var properties = YamlTranslation.Find(function, "Properties");
        YamlTranslation.WarnOfOthers(properties, "a function", ["Initializer", "InitializationTimeout", .. Properties.Select(one => one.Here)], problems);
        var made = new YamlTranslation(function.At).Add("functionName", name).Add("role", role);
        foreach (var (here, there) in Properties) made.Add(there, YamlTranslation.Find(properties, here));
        made.Add("instanceLifecycleConfig", FcComponent.Initializer(YamlTranslation.Find(properties, "Initializer"), YamlTranslation.Find(properties, "InitializationTimeout")));
        var events = EntriesOf(YamlTranslation.Find(function, "Events")).Select(FunEvent.Translate).ToList();
        if (events.Count > 0) made.Add("triggers", new YamlList(function.At, events));
        return made.Map;
    }

    private static IReadOnlyList<YamlEntry> EntriesOf(YamlValue? value) => value is YamlMap map ? map.Entries : [];

    private static string? TypeOf(YamlValue value) => (YamlTranslation.Find(value, "Type") as YamlText)?.Value;
}
