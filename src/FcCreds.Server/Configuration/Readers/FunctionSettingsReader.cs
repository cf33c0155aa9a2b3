using System.Text;
using FcCreds.Fc;
using FcCreds.Server.Configuration.Yaml;

namespace FcCreds.Server.Configuration.Readers;

/// <summary>What a function has in common in <c>fccreds.yaml</c> and in <c>s.yaml</c>.</summary>
internal sealed class FunctionSettingsReader(string folder, Problems problems)
{
    private const int MaxEnvironmentBytes = 4096;

    public static bool IsFunctionName(string name)
        => name.Length is > 0 and <= 64 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_') && (char.IsAsciiLetter(name[0]) || name[0] == '_');

    /// <summary>Timeout, memory, variables, initializer; the rest of the declaration is left for the caller.</summary>
    public FunctionDeclaration Read(Section section)
    {
        var timeout = section.Integer("timeout", 1, 86400, "seconds") ?? 3;
        var memory = section.Integer("memorySize", 128, 32768, "MB") ?? 512;
        if (memory % 64 != 0) problems.Error(section.At("memorySize"), $"'memorySize' of a function is a multiple of 64 MB; this is {memory}.");
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
            Initializer = Initializer(section),
        };
    }

    /// <summary>The absolute path of the code's folder.</summary>
    public string? CodeFolder(string? code, SourceLocation at)
    {
        if (code is null) return null;
        var path = Path.GetFullPath(code, folder);
        if (File.Exists(path)) problems.Error(at, $"'code' of a function is a folder; {path} is a file (packages are not served yet, unpack it).");
        else if (!Directory.Exists(path)) problems.Error(at, $"'code' of a function is a folder; there is no {path}.");
        return path;
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

    private FunctionInitializer? Initializer(Section section)
    {
        if (section.Find("instanceLifecycleConfig") is not { } value
            || Section.Open(value, "instanceLifecycleConfig", ConfigurationKeys.LifecycleConfig, problems, section.IsTolerant) is not { } config
            || config.Find("initializer") is not { } hookValue
            || Section.Open(hookValue, "an initializer", ConfigurationKeys.LifecycleHook, problems, section.IsTolerant) is not { } hook) return null;
        var seconds = hook.Integer("timeout", 1, 300, "seconds") ?? 3;
        return hook.RequiredText("handler") is { } handler ? new(handler, TimeSpan.FromSeconds(seconds)) : null;
    }
}
