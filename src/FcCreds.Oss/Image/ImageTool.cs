using System.ComponentModel;
using System.Diagnostics;
using System.Threading.Channels;

namespace FcCreds.Oss.Image;

/// <summary>
/// ImageMagick, if the machine has it, run once for each image: no more at a time than there are processors, in bounds of memory and
/// time, without anything of the server's environment, killed when nobody waits for it.
/// </summary>
internal sealed class ImageTool(IReadOnlyList<string> commands, TimeProvider monotonic)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>The cloud's own first.</summary>
    private static readonly string[] PreferredFonts = ["WenQuanYi-Zen-Hei", "WenQuanYi-Micro-Hei", "Noto-Sans-CJK-SC", "DejaVu-Sans"];

    private static readonly string[] Limits =
        ["-limit", "memory", "256MiB", "-limit", "map", "256MiB", "-limit", "disk", "1GiB", "-limit", "width", "32KP", "-limit", "height", "32KP", "-limit", "thread", "1"];

    /// <summary>A place in it is a turn.</summary>
    private readonly Channel<bool> turns = Channel.CreateBounded<bool>(Environment.ProcessorCount);
    private Task<string?>? font;
    private readonly Lazy<Task<string?>> command = new(() => FindAsync(commands, monotonic));

    /// <summary>Refuses when there is no tool, which is known before any image is.</summary>
    public async ValueTask<string> CheckInstalledAsync() => await command.Value
        ?? throw OssErrors.NotImplemented.Saying($"Images are processed by ImageMagick, which this machine does not have ({string.Join(", ", commands)}).");

    /// <summary>Runs the tool; the result is a file that goes when it is closed.</summary>
    public async ValueTask<FileStream> RunAsync(IReadOnlyList<string> arguments, ReadOnlyMemory<byte> image, CancellationToken ct)
    {
        var tool = await CheckInstalledAsync();
        await turns.Writer.WriteAsync(true, ct);
        try
        {
            return await RunAsync(tool, [.. Limits, .. arguments], image, ct);
        }
        finally
        {
            turns.Reader.TryRead(out _);
        }
    }

    /// <summary>Gone when it is closed.</summary>
    public static FileStream TemporaryFile()
        => new(Path.Combine(Path.GetTempPath(), $"fccreds-{Path.GetRandomFileName()}"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 64 * 1024, FileOptions.DeleteOnClose | FileOptions.Asynchronous);

    /// <summary>What texts are drawn in: the first that the machine has of a few with many letters, else any.</summary>
    public async ValueTask<string> FontAsync()
    {
        var tool = await CheckInstalledAsync();
        return await (font ??= FindFontAsync(tool, monotonic)) ?? throw OssErrors.NotImplemented.Saying("Texts are drawn with a font of the machine, and ImageMagick knows of none there.");
    }

    private async Task<FileStream> RunAsync(string tool, IEnumerable<string> arguments, ReadOnlyMemory<byte> image, CancellationToken ct)
    {
        using var patience = new CancellationTokenSource(Patience, monotonic);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, patience.Token);
        var result = TemporaryFile();
        using var process = Process.Start(Describe(tool, arguments))!;
        try
        {
            var told = process.StandardError.ReadToEndAsync(either.Token);
            await Task.WhenAll(FeedAsync(process, image, either.Token), process.StandardOutput.BaseStream.CopyToAsync(result, either.Token), told);
            await process.WaitForExitAsync(either.Token);
            if (process.ExitCode != 0 || result.Length == 0) throw OssErrors.ImageNotReadable.Saying($"The image could not be processed: {FirstLine(await told)}");
            result.Position = 0;
            return result;
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            await result.DisposeAsync();
            throw OssErrors.ImageTooLarge.Saying($"The image took longer than {Patience.TotalSeconds:0} seconds.");
        }
        catch
        {
            await result.DisposeAsync();
            throw;
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }

    private static async Task FeedAsync(Process process, ReadOnlyMemory<byte> image, CancellationToken ct)
    {
        try
        {
            await process.StandardInput.BaseStream.WriteAsync(image, ct);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It has read enough, or given up; its exit code tells.
        }
    }

    private static async Task<string?> FindAsync(IReadOnlyList<string> commands, TimeProvider monotonic)
    {
        foreach (var command in commands)
        {
            try
            {
                // Other programs have such names too: Windows has a convert of its own.
                if ((await AskAsync(command, ["-version"], monotonic)).StartsWith("Version: ImageMagick", StringComparison.Ordinal)) return command;
            }
            catch (Exception refused) when (refused is Win32Exception or OperationCanceledException)
            {
                // Not there, or not answering: the next.
            }
        }
        return null;
    }

    private static async Task<string?> FindFontAsync(string tool, TimeProvider monotonic)
    {
        const string Entry = "Font: ";
        var fonts = (await AskAsync(tool, ["-list", "font"], monotonic)).Split('\n').Select(line => line.Trim())
            .Where(line => line.StartsWith(Entry, StringComparison.Ordinal)).Select(line => line[Entry.Length..]).ToArray();
        return PreferredFonts.FirstOrDefault(fonts.Contains) ?? fonts.FirstOrDefault();
    }

    private static async Task<string> AskAsync(string tool, IEnumerable<string> arguments, TimeProvider monotonic)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10), monotonic);
        using var process = Process.Start(Describe(tool, arguments))!;
        process.StandardInput.Close();
        return await process.StandardOutput.ReadToEndAsync(patience.Token);
    }

    private static ProcessStartInfo Describe(string tool, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(tool, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment.Clear();
        foreach (var name in (string[])["PATH", "SystemRoot", "TMPDIR", "TEMP"])
        {
            if (Environment.GetEnvironmentVariable(name) is { } value) start.Environment[name] = value;
        }
        return start;
    }

    private static string FirstLine(string text) => text.Split('\n')[0].Trim() is { Length: > 0 } line ? line : "the tool gives no reason.";
}
