namespace FcCreds.Conformance;

/// <summary>Where this project's sources lie: the scenarios run from there, with the clients that <c>npm ci</c> put beside them.</summary>
internal static class Sources
{
    public static string Folder { get; } = Find();

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "FcCreds.sln"))) return Path.Combine(folder.FullName, "tests", "FcCreds.Conformance");
        }
        throw new DirectoryNotFoundException("FcCreds.sln is in no folder above the tests");
    }
}
