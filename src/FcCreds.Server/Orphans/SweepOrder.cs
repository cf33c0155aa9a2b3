using FcCreds.Core.Errors;
using FcCreds.Storage;

namespace FcCreds.Server.Orphans;

/// <summary>Order to sweep now.</summary>
internal sealed record SweepOrder
{
    private static readonly ServiceError Invalid = new("InvalidArgument", 400, "The order cannot be carried out.");

    /// <summary>Null for <see cref="OrphanSweep.DefaultAge"/>.</summary>
    public long? OlderThanSeconds { get; init; }

    public TimeSpan Age() => OlderThanSeconds switch
    {
        null => OrphanSweep.DefaultAge,
        < 0 or > 365L * 24 * 60 * 60 => throw Invalid.Saying("olderThanSeconds is between 0 and one year."),
        { } seconds => TimeSpan.FromSeconds(seconds),
    };
}

/// <param name="Removed">In the order in which it was found.</param>
internal sealed record SweepReport(IReadOnlyList<Orphan> Removed);
