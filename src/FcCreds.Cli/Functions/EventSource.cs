using System.Text;
using FcCreds.Cli.Terminals;
using FcCreds.Cli.Usage;

namespace FcCreds.Cli.Functions;

/// <summary>The bytes of an event and where they came from.</summary>
internal sealed record EventSource(ReadOnlyMemory<byte> Bytes, string From)
{
    /// <summary>A text, <c>@file</c>, <c>-</c> for standard input; when nothing is said, the <c>event.json</c> of the first folder that has one, else an empty event.</summary>
    public static async Task<EventSource> ReadAsync(string? option, IEnumerable<string?> folders, CancellationToken ct)
    {
        if (option == "-") return new(await ReadInputAsync(ct), "standard input");
        if (option is ['@', .. var path]) return await ReadFileAsync(new FileInfo(path), path, ct);
        if (option is not null) return new(Encoding.UTF8.GetBytes(option), "--event");
        return folders.OfType<string>().Select(folder => new FileInfo(Path.Combine(folder, "event.json"))).FirstOrDefault(file => file.Exists) is { } sample
            ? await ReadFileAsync(sample, "event.json of the folder", ct)
            : new(ReadOnlyMemory<byte>.Empty, "empty");
    }

    private static async Task<EventSource> ReadFileAsync(FileInfo file, string from, CancellationToken ct)
        => file.Exists
            ? new(await File.ReadAllBytesAsync(file.FullName, ct), from)
            : throw CliFailure.Usage($"The event file {file.FullName} does not exist.");

    private static async Task<ReadOnlyMemory<byte>> ReadInputAsync(CancellationToken ct)
    {
        using var read = new MemoryStream();
        await using var input = Terminal.OpenInput();
        await input.CopyToAsync(read, ct);
        return read.ToArray();
    }
}
