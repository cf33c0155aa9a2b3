using FcCreds.Cli.Terminals;
using FcCreds.Fc;
using FcCreds.Server;
using FcCreds.Server.Configuration;

namespace FcCreds.Cli.Development;

/// <summary>Lets what is saved take effect, and tells what the functions do.</summary>
internal sealed class DevSession(FcCredsServer server, Project project, Terminal terminal)
{
    private readonly LogStream log = new(server.Rooms, terminal.Out);

    public async Task RunAsync(CancellationToken ct)
    {
        DevText.Write(terminal.Out, server, project);
        using var watch = new SourceWatch(server.Options.DataFolder, server.Rooms.Clocks.Monotonic);
        Follow(watch, server.Rooms.Configuration);
        var telling = log.RunAsync(ct);
        try
        {
            await foreach (var paths in watch.Bursts.ReadAllAsync(ct)) await TakeAsync(watch, paths, ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // Ctrl-C is how it ends.
        }
        await telling;
    }

    private async Task TakeAsync(SourceWatch watch, IReadOnlySet<string> paths, CancellationToken ct)
    {
        if (project.Files.Any(paths.Contains))
        {
            await ReloadAsync(watch, ct);
            return;
        }
        List<string> changed = [];
        server.Rooms.Functions.Catalog.Renew(function =>
        {
            if (!FoldersOf(function).Any(folder => paths.Any(path => SourceWatch.IsBelow(path, folder)))) return false;
            if (!changed.Contains(function.Name)) changed.Add(function.Name);
            return true;
        });
        if (changed.Count > 0) log.Say($"{string.Join(", ", changed)} changed ({Shown(paths)}); the next call runs the new code");
    }

    /// <summary>A configuration with mistakes changes nothing: what ran goes on.</summary>
    private async Task ReloadAsync(SourceWatch watch, CancellationToken ct)
    {
        if (project.Load(terminal) is not { } configuration)
        {
            log.Say("The configuration has mistakes; everything goes on as before");
            return;
        }
        await server.Rooms.TakeAsync(configuration, ct);
        Follow(watch, configuration);
        log.Say($"The configuration was read again: {string.Join(", ", configuration.Functions.Select(function => function.Name))}");
    }

    private void Follow(SourceWatch watch, FcCredsConfiguration configuration)
        => watch.Follow([project.Folder, .. configuration.Functions.SelectMany(FoldersOf), .. project.Files.Where(File.Exists).Select(file => Path.GetDirectoryName(file)!)]);

    private static IEnumerable<string> FoldersOf(FunctionDeclaration function) => function.Layers.Append(function.CodePath).Select(Path.TrimEndingDirectorySeparator);

    private string Shown(IReadOnlySet<string> paths)
    {
        var first = Path.GetRelativePath(project.Folder, paths.Order(StringComparer.Ordinal).First());
        return paths.Count == 1 ? first : $"{first} and {paths.Count - 1} more";
    }
}
