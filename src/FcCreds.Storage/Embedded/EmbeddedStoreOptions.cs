using FcCreds.Core.Time;

namespace FcCreds.Storage.Embedded;

/// <summary>Where and how the embedded store keeps its data.</summary>
internal sealed record EmbeddedStoreOptions
{
    /// <summary>The data folder, made when it is not there; null for a temporary one that goes with the store.</summary>
    public required string? Folder { get; init; }

    public required Clocks Clocks { get; init; }

    public Durability Durability { get; init; } = Durability.Process;

    /// <summary>Bodies up to this many bytes are kept in the database, larger ones in files.</summary>
    public int InlineLimit { get; init; } = 64 * 1024;

    /// <summary>An object of more pieces than this is compacted in the background.</summary>
    public int PieceLimit { get; init; } = 256;

    /// <summary>
    /// How long a file outlives its object, for readers that have found the object but not yet opened it; who is slower looks again.
    /// Short, because the next large upload gets the memory of the page cache back: with 2 s, uploads were slower by a third.
    /// </summary>
    public TimeSpan UnlinkAfter { get; init; } = TimeSpan.FromMilliseconds(200);
}

/// <summary>What an acknowledged write survives.</summary>
internal enum Durability
{
    /// <summary>The death of this process, however sudden.</summary>
    Process,

    /// <summary>Also the sudden death of the machine; every group of commits then waits for the disk.</summary>
    Power,
}
