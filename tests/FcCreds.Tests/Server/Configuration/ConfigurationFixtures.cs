using FcCreds.Server.Configuration;

namespace FcCreds.Tests.Server.Configuration;

/// <summary>Loads the sample configurations, and ones written for a single test.</summary>
internal static class ConfigurationFixtures
{
    public static string Folder { get; } = Path.Combine(Root(), "fixtures", "config");

    public static ConfigurationResult Load(string file) => ConfigurationLoader.Load(new() { File = file, WorkingFolder = Folder });

    /// <summary>Reads text as if it stood in the folder of the samples.</summary>
    public static (FcCredsConfiguration Configuration, IReadOnlyList<ConfigurationProblem> Problems) Read(string yaml)
    {
        var problems = new Problems();
        var configuration = ConfigurationFile.Read("fccreds.yaml", Folder, yaml, problems);
        return (configuration, problems.Sorted());
    }

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "FcCreds.sln"))) folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}
