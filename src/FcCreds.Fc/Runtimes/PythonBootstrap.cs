namespace FcCreds.Fc.Runtimes;

/// <summary>The Python side, unpacked into a private folder that lives as long as the server.</summary>
internal sealed class PythonBootstrap : IDisposable
{
    private const string Prefix = "python/";

    private readonly DirectoryInfo folder;

    public PythonBootstrap()
    {
        folder = Directory.CreateTempSubdirectory("fccreds-");
        var assembly = typeof(PythonBootstrap).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            var target = Path.Combine(folder.FullName, name[Prefix.Length..].Replace('\\', '/'));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            using var source = assembly.GetManifestResourceStream(name)!;
            using var file = File.Create(target);
            source.CopyTo(file);
        }
        Home = folder.CreateSubdirectory("home").FullName;
    }

    /// <summary>Home folder of handlers: empty, so that no SDK finds the developer's own profile there.</summary>
    public string Home { get; }

    /// <summary>The launcher needs no modules of the user's Python (-S) and none of its variables (-E); the handler's process does.</summary>
    public IReadOnlyList<string> ArgumentsFor(PythonInterpreter interpreter) =>
    [
        "-S", "-E", Path.Combine(folder.FullName, "launcher.py"),
        interpreter.Path, Path.Combine(folder.FullName, "bootstrap.py"),
    ];

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
}
