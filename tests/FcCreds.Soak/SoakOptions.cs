using FcCreds.Storage.S3;

namespace FcCreds.Soak;

/// <summary>What a soak is to do.</summary>
internal sealed record SoakOptions
{
    public long Operations { get; init; } = 20_000;

    /// <summary>Chooses operations, contents and faults; only how the threads meet is left to chance.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Of a hundred operations, so many begin with a fault of some connection.</summary>
    public double Faults { get; init; } = 2;

    public int Workers { get; init; } = 8;

    /// <summary>Where the objects are; null for the embedded store.</summary>
    public S3StoreOptions? S3 { get; init; }

    /// <summary>Told of while it runs.</summary>
    public Action<string>? Progress { get; init; }
}
