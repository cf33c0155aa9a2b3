namespace FcCreds.Tests.Cli;

/// <summary>The sample functions of the repository.</summary>
internal static class Fixtures
{
    public static readonly string Root = FindRoot();

    public static string Function(string name) => Path.Combine(Root, "fixtures", "functions", name);

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "FcCreds.sln"))) return folder.FullName;
        }
        throw new InvalidOperationException("The tests run outside their repository.");
    }
}
