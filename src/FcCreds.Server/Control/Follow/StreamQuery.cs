using System.Globalization;
using FcCreds.Core.Errors;
using FcCreds.Core.Http;
using FcCreds.Core.Journal;

namespace FcCreds.Server.Control.Follow;

/// <summary>What a reader of the stream wants.</summary>
internal sealed record StreamQuery
{
    private static readonly ServiceError InvalidParameter = new("InvalidParameter", 400, "A parameter makes no sense.");

    /// <summary>Filters, and the position to begin behind.</summary>
    public required JournalQuery Filter { get; init; }

    /// <summary>The run that the position is of; null for this one.</summary>
    public string? Run { get; init; }

    /// <summary>How old the oldest event may be.</summary>
    public TimeSpan? Since { get; init; }

    /// <summary>How many of what is there already; null for all.</summary>
    public int? Last { get; init; }

    /// <summary>Stay for what comes.</summary>
    public bool Follow { get; init; }

    /// <exception cref="ServiceException">400: a number is none, or a kind is unknown.</exception>
    public static StreamQuery Read(WireRequest wire)
    {
        var kinds = wire.QueryValue("kind")?.Split(',', StringSplitOptions.RemoveEmptyEntries);
        if (kinds?.FirstOrDefault(kind => !JournalKind.All.Contains(kind)) is { } unknown)
            throw InvalidParameter.Saying($"There are no events of kind '{unknown}'; there are {string.Join(", ", JournalKind.All)}.");
        return new()
        {
            Filter = new()
            {
                AfterSequence = Number(wire, "after", long.MaxValue) ?? 0,
                FunctionName = wire.QueryValue("function"),
                EitherId = wire.QueryValue("request"),
                Kinds = kinds,
            },
            Run = wire.QueryValue("run"),
            Since = Number(wire, "since", int.MaxValue) is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
            Last = (int?)Number(wire, "last", int.MaxValue),
            Follow = wire.QueryValue("follow") is "true",
        };
    }

    private static long? Number(WireRequest wire, string name, long greatest)
    {
        if (wire.QueryValue(name) is not { } text) return null;
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= greatest
            ? number
            : throw InvalidParameter.Saying($"'{text}' is no value for {name}: write a whole number from 0.");
    }
}
