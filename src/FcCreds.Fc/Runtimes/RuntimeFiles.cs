namespace FcCreds.Fc.Runtimes;

/// <summary>Launcher and bootstraps, unpacked into a private folder that lives as long as the server.</summary>
internal sealed class RuntimeFiles : IDisposable
{
    private const string Prefix = "runtimes/";

    private readonly DirectoryInfo folder;

    public RuntimeFiles()
    {
        folder = Directory.CreateTempSubdirectory("fccreds-");
        var assembly = typeof(RuntimeFiles).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            var target = PathOf(name[Prefix.Length..].Replace('\\', '/'));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            using var source = assembly.GetManifestResourceStream(name)!;
            using var file = File.Create(target);
            source.CopyTo(file);
        }
        Home = folder.CreateSubdirectory("home").FullName;
    }

    /// <summary>Home folder of handlers: empty, so that no SDK finds the developer's own profile there.</summary>
    public string Home { get; }

    /// <summary>The shell script that every instance is started by.</summary>
    public string Launcher => PathOf("launcher.sh");

    public string PythonBootstrap => PathOf("python/bootstrap.py");

    public string NodeBootstrap => PathOf("nodejs/bootstrap.cjs");

    public void Dispose()
    {
        try
        {
            folder.Delete(recursive: true);
        }
        catch (IOException)
        {
            // A handler's last process may still be writing there; the folder is in the system's temporary place anyway.
        }
    }

    private string PathOf(string file) => Path.Combine(folder.FullName, file);
}
