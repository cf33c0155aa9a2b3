using System.Text.RegularExpressions;
using FcCreds.Cli.Usage;
using FcCreds.Fc;
using FcCreds.Server.Configuration;
using FcCreds.Server.Control;

namespace FcCreds.Cli.Functions;

/// <summary>What the command line says about how a function shall run.</summary>
internal sealed record FunctionChanges(string? Handler, string? Runtime, string? Role);

/// <summary>The function that a folder is: as its configuration declares it, else as FC would by default.</summary>
internal static partial class FolderFunction
{
    /// <summary>Has credentials on the context and in the environment, so that code for either finds them.</summary>
    private const string UsualRuntime = "python3.10";

    private const string UsualNodeRuntime = "nodejs20";

    private const string UsualCustomRuntime = "custom.debian10";

    /// <summary>FC's console gives a new function 60 seconds.</summary>
    private static readonly TimeSpan UsualTimeout = TimeSpan.FromSeconds(60);

    public static FunctionDeclaration Of(DirectoryInfo folder, FcCredsConfiguration configuration, string accountId, FunctionChanges changes)
    {
        if (Declared(folder, configuration) is not { } declared) return Default(folder, accountId, configuration.Region, changes);
        return declared with
        {
            Handler = changes.Handler ?? declared.Handler,
            Runtime = changes.Runtime ?? declared.Runtime,
            RoleArn = changes.Role is null ? declared.RoleArn : RoleNames.Arn(changes.Role, accountId),
        };
    }

    private static FunctionDeclaration? Declared(DirectoryInfo folder, FcCredsConfiguration configuration)
    {
        var path = Path.TrimEndingDirectorySeparator(folder.FullName);
        var ofFolder = configuration.Functions.Where(function => Path.TrimEndingDirectorySeparator(function.CodePath) == path).ToList();
        // A project's folder stands for its function, wherever that one's code lies.
        if (ofFolder.Count == 0 && IsProject(path, configuration)) ofFolder = [.. configuration.Functions];
        return ofFolder.Count switch
        {
            0 => null,
            1 => ofFolder[0],
            _ => throw CliFailure.Usage($"{path} has several functions: {string.Join(", ", ofFolder.Select(function => function.Name))}.", "Name one of them instead of the folder."),
        };
    }

    private static bool IsProject(string path, FcCredsConfiguration configuration)
        => (configuration.File is { } file && Path.GetDirectoryName(file) == path) || File.Exists(Path.Combine(path, "s.yaml")) || File.Exists(Path.Combine(path, "s.yml"));

    private static FunctionDeclaration Default(DirectoryInfo folder, string accountId, string region, FunctionChanges changes) => new()
    {
        Name = NameOf(folder),
        AccountId = accountId,
        Region = region,
        Runtime = changes.Runtime ?? RuntimeOf(folder),
        Handler = changes.Handler ?? HandlerSearch.Find(folder),
        CodePath = Path.TrimEndingDirectorySeparator(folder.FullName),
        RoleArn = RoleNames.Arn(changes.Role, accountId),
        Timeout = UsualTimeout,
    };

    private static string RuntimeOf(DirectoryInfo folder)
        => HandlerSearch.IsCustom(folder) ? UsualCustomRuntime : HandlerSearch.IsNodeJs(folder) ? UsualNodeRuntime : UsualRuntime;

    /// <summary>Letters, digits, - and _, beginning with a letter, as FC wants it.</summary>
    private static string NameOf(DirectoryInfo folder)
    {
        var name = Foreign().Replace(folder.Name, "-").Trim('-');
        return name.Length > 0 && char.IsAsciiLetter(name[0]) ? name : $"f-{name}".TrimEnd('-');
    }

    [GeneratedRegex("[^A-Za-z0-9_-]+")]
    private static partial Regex Foreign();
}
