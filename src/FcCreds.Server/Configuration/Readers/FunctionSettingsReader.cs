using System.Text;
using FcCreds.Fc;
using FcCreds.Fc.Async;
using FcCreds.Fc.Runtimes;
using FcCreds.Fc.Triggers;
using FcCreds.Server.Configuration.Yaml;

namespace FcCreds.Server.Configuration.Readers;

/// <summary>What a function has in common in <c>fccreds.yaml</c> and in <c>s.yaml</c>.</summary>
internal sealed class FunctionSettingsReader(string folder, Problems problems)
{
    private const int MaxEnvironmentBytes = 4096;

    public static bool IsFunctionName(string name)
        => name.Length is > 0 and <= 64 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_') && (char.IsAsciiLetter(name[0]) || name[0] == '_');

    /// <summary>Everything but name, runtime, handler, code, role and triggers; the rest of the declaration is left for the caller.</summary>
    public FunctionDeclaration Read(Section section)
    {
        var timeout = section.Integer("timeout", 1, 86400, "seconds") ?? 3;
        var memory = section.Integer("memorySize", 128, 32768, "MB") ?? 512;
        if (memory % 64 != 0) problems.Error(section.At("memorySize"), $"'memorySize' of a function is a multiple of 64 MB; this is {memory}.");
        var hooks = new LifecycleHookReader(problems).Read(section);
        return new()
        {
            Name = "",
            AccountId = "",
            Region = "",
            Runtime = "",
            Handler = "",
            CodePath = "",
            Description = section.Text("description") ?? "",
            Timeout = TimeSpan.FromSeconds(timeout),
            MemorySize = memory,
            EnvironmentVariables = Variables(section),
            Initializer = hooks.Initializer,
            PreStop = hooks.PreStop,
            Layers = Layers(section),
            CustomRuntimeConfig = new CustomRuntimeReader(problems).Read(section),
            InstanceConcurrency = section.Integer("instanceConcurrency", 1, 200, "calls") ?? 1,
            DisableInjectCredentials = Disabled(section),
            AsyncInvokeConfig = Async(section),
        };
    }

    /// <summary>What fits only some runtimes.</summary>
    public void Check(Section section, FunctionRuntime? runtime)
    {
        if (runtime is null or { IsWebServer: true }) return;
        if (section.Integer("instanceConcurrency", 1, 200, "calls") > 1) problems.Error(section.At("instanceConcurrency"), $"An instance of {runtime.Id} serves one call at a time; only custom runtimes can serve more.");
        if (section.Find("customRuntimeConfig") is { } custom) problems.Error(custom.At, $"'customRuntimeConfig' is for custom runtimes; this is {runtime.Id}.");
    }

    /// <summary>A web server needs no handler; FC takes any text.</summary>
    public static string? Handler(Section section, FunctionRuntime? runtime)
        => runtime is { IsWebServer: true } ? section.Text("handler") ?? "index.handler" : section.RequiredText("handler");

    /// <summary>The absolute path of the code's folder.</summary>
    public string? CodeFolder(string? code, SourceLocation at)
    {
        if (code is null) return null;
        var path = Path.GetFullPath(code, folder);
        if (File.Exists(path)) problems.Error(at, $"'code' of a function is a folder; {path} is a file (packages are not served yet, unpack it).");
        else if (!Directory.Exists(path)) problems.Error(at, $"'code' of a function is a folder; there is no {path}.");
        return path;
    }

    /// <summary>Folders that stand for <c>/opt</c>; layers of the cloud have none here.</summary>
    private List<string> Layers(Section section)
    {
        var layers = new List<string>();
        foreach (var item in section.Items("layers"))
        {
            if (item is not YamlText text)
            {
                problems.Error(item.At, $"A layer is the folder of what it has under /opt; this is {item.Kind}.");
            }
            else if (text.Value.StartsWith("acs:", StringComparison.Ordinal))
            {
                var told = $"The layer {text.Value} is in the cloud; unpack it and name its folder.";
                if (section.IsTolerant) problems.Warn(item.At, told);
                else problems.Error(item.At, told);
            }
            else if (Path.GetFullPath(text.Value, folder) is var path && Directory.Exists(path))
            {
                layers.Add(Path.TrimEndingDirectorySeparator(path));
            }
            else
            {
                problems.Error(item.At, $"A layer is the folder of what it has under /opt; there is no {path}.");
            }
        }
        return layers;
    }

    private AsyncInvokeConfig? Async(Section section)
    {
        if (section.Find("asyncInvokeConfig") is not { } settings) return null;
        List<SettingsProblem> found = [];
        var config = AsyncInvokeConfig.Read(YamlJson.OfSettings(settings), found);
        foreach (var (path, message) in found) problems.Error(YamlPath.Locate(settings, path), message);
        return config;
    }

    private CredentialChannels Disabled(Section section)
    {
        if (section.Text("disableInjectCredentials") is not { Length: > 0 } written) return CredentialChannels.None;
        if (Enum.TryParse<CredentialChannels>(written, out var channels) && Enum.IsDefined(channels) && !char.IsAsciiDigit(written[0])) return channels;
        problems.Error(section.At("disableInjectCredentials"), $"'disableInjectCredentials' is None, Env, Request or All; this is '{written}'.");
        return CredentialChannels.None;
    }

    /// <summary>Rules of protocol page "Environment variables".</summary>
    private Dictionary<string, string> Variables(Section section)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        if (section.Find("environmentVariables") is not { } value) return variables;
        if (value is not YamlMap map)
        {
            problems.Error(value.At, $"'environmentVariables' is a mapping of names to text; this is {value.Kind}.");
            return variables;
        }

        foreach (var (key, entry) in map.Entries)
        {
            var name = key.Value;
            if (entry is not YamlText text) problems.Error(entry.At, $"The environment variable '{name}' is text; this is {entry.Kind}.");
            else if (name.Length == 0 || !char.IsAsciiLetter(name[0]) || !name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_')) problems.Error(key.At, $"'{name}' is no environment variable: letters, digits and '_', beginning with a letter.");
            else if (name.StartsWith("FC_", StringComparison.Ordinal)) problems.Error(key.At, $"FC keeps the variables that begin with 'FC_' to itself; rename '{name}'.");
            else variables[name] = text.IsNull ? "" : text.Value;
        }

        var bytes = variables.Sum(variable => Encoding.UTF8.GetByteCount(variable.Key) + Encoding.UTF8.GetByteCount(variable.Value));
        if (bytes > MaxEnvironmentBytes) problems.Error(value.At, $"FC takes up to {MaxEnvironmentBytes} bytes of environment variables; these have {bytes}.");
        return variables;
    }
}
