namespace FcCreds.Cli.Runtimes;

/// <summary>The modules of FC's own images, as far as their versions are documented ("Built-in modules").</summary>
internal static class ImageModules
{
    public static readonly IReadOnlyDictionary<string, IReadOnlyList<string>> ByRuntime = new Dictionary<string, IReadOnlyList<string>>
    {
        ["python3.12"] = ["oss2==2.18.6", "requests==2.32.3", "redis==5.0.7", "Pillow==10.4.0", "PyMySQL==1.4.6"],
        ["python3.10"] = ["oss2==2.16.0", "aliyun-fc2==2.5.2", "tablestore==5.4.1", "requests==2.28.1"],
        ["python3.9"] = ["oss2==2.15.0"],
        ["python3"] = ["oss2==2.9.1"],
    };
}
