using FcCreds.Fc.Runtimes;
using FcCreds.Server.Configuration.Yaml;

namespace FcCreds.Server.Configuration.Readers;

/// <summary>Reads <c>customRuntimeConfig</c> (page "Custom runtime").</summary>
internal sealed class CustomRuntimeReader(Problems problems)
{
    public CustomRuntimeConfig? Read(Section section)
    {
        if (section.Find("customRuntimeConfig") is not { } value
            || Section.Open(value, "customRuntimeConfig", ConfigurationKeys.CustomRuntimeConfig, problems, section.IsTolerant) is not { } config) return null;
        return new()
        {
            Command = Words(config, "command"),
            Args = Words(config, "args"),
            Port = config.Integer("port", 1, 65535, "") ?? CustomRuntimeConfig.UsualPort,
            HealthCheckConfig = HealthCheck(config),
        };
    }

    private HealthCheckConfig? HealthCheck(Section config)
    {
        if (config.Find("healthCheckConfig") is not { } value
            || Section.Open(value, "healthCheckConfig", ConfigurationKeys.HealthCheckConfig, problems, config.IsTolerant) is not { } check
            || check.RequiredText("httpGetUrl") is not { } url) return null;
        return new(url)
        {
            InitialDelay = TimeSpan.FromSeconds(check.Integer("initialDelaySeconds", 0, 120, "seconds") ?? 0),
            Timeout = TimeSpan.FromSeconds(check.Integer("timeoutSeconds", 1, 3, "seconds") ?? 1),
            Period = TimeSpan.FromSeconds(check.Integer("periodSeconds", 1, 120, "seconds") ?? 3),
            FailureThreshold = check.Integer("failureThreshold", 1, 120, "failures") ?? 3,
            SuccessThreshold = check.Integer("successThreshold", 1, 120, "successes") ?? 1,
        };
    }

    private List<string> Words(Section config, string key)
    {
        var words = new List<string>();
        foreach (var item in config.Items(key))
        {
            if (item is YamlText text) words.Add(text.Value);
            else problems.Error(item.At, $"'{key}' is a list of texts; this is {item.Kind}.");
        }
        return words;
    }
}
