using FcCreds.Server.Configuration.Fun;
using FcCreds.Server.Configuration.ServerlessDevs;

namespace FcCreds.Server.Configuration;

/// <summary>Finds and reads the configuration: <c>fccreds.yaml</c>, the target folder's <c>s.yaml</c> and Fun <c>template.yml</c>, or the defaults.</summary>
internal static class ConfigurationLoader
{
    private const int MaxFileBytes = 1024 * 1024;

    /// <summary>Files that a folder's configuration may be made of.</summary>
    public static IEnumerable<string> Names => [.. ConfigurationFile.Names, .. ServerlessDevsFile.Names, .. FunTemplate.Names];

    public static ConfigurationResult Load(ConfigurationRequest request)
    {
        var problems = new Problems();
        var configuration = FcCredsConfiguration.Default();
        if (Find(request) is { } file && Text(file, request, problems) is { } text)
            configuration = ConfigurationFile.Read(Shown(file, request), Path.GetDirectoryName(file)!, text, problems) with { File = file };

        if (request.TargetFolder is { } target
            && FirstIn(target, ServerlessDevsFile.Names, request) is { } serverlessDevs
            && Text(serverlessDevs, request, problems) is { } devsText)
            configuration = new ServerlessDevsFile(request, problems).Read(Shown(serverlessDevs, request), Path.GetDirectoryName(serverlessDevs)!, devsText, configuration);

        if (request.TargetFolder is { } folder
            && FirstIn(folder, FunTemplate.Names, request) is { } template
            && Text(template, request, problems) is { } funText)
            configuration = new FunTemplate(request, problems).Read(Shown(template, request), Path.GetDirectoryName(template)!, funText, configuration);

        return new(problems.HasErrors ? null : configuration, problems.Sorted());
    }

    /// <summary>The absolute path of the configuration file; null when there is none.</summary>
    public static string? Find(ConfigurationRequest request)
    {
        if (request.File is { } file) return Path.GetFullPath(file, request.WorkingFolder);
        return (request.TargetFolder is { } target ? FirstIn(target, ConfigurationFile.Names, request) : null)
            ?? FirstIn(request.WorkingFolder, ConfigurationFile.Names, request);
    }

    private static string? FirstIn(string folder, IEnumerable<string> names, ConfigurationRequest request)
        => names.Select(name => Path.Combine(Path.GetFullPath(folder, request.WorkingFolder), name)).FirstOrDefault(File.Exists);

    private static string? Text(string file, ConfigurationRequest request, Problems problems)
    {
        var at = new SourceLocation(Shown(file, request), 0, 0);
        try
        {
            if (new FileInfo(file) is { Exists: true, Length: > MaxFileBytes }) problems.Error(at, $"This file is larger than {MaxFileBytes} bytes; it is no configuration.");
            else return File.ReadAllText(file);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            problems.Error(at, File.Exists(file) ? "The file cannot be read; check its permissions." : "There is no such file.");
        }
        return null;
    }

    /// <summary>Short where possible: messages name the file as a person would.</summary>
    private static string Shown(string file, ConfigurationRequest request)
    {
        var relative = Path.GetRelativePath(request.WorkingFolder, file);
        return relative.StartsWith("..", StringComparison.Ordinal) ? file : relative;
    }
}
