using System.Text.Json.Serialization;

namespace FcCreds.Server.Control.Follow;

/// <summary>A line of the stream that is no event: where the reader is, or what it missed.</summary>
internal sealed record StreamLine
{
    /// <summary>First line: the reader is at that position of that run.</summary>
    public const string Begin = "stream";

    /// <summary>The reader was slower than the journal is long, or came back too late.</summary>
    public const string Lost = "lost";

    /// <summary>Nothing for the reader up to there; also said when nothing happens, so that a dead connection is found out.</summary>
    public const string At = "position";

    /// <summary>One of the three.</summary>
    public required string Kind { get; init; }

    /// <summary>What to ask for as <c>after</c> to go on from here.</summary>
    public required long Sequence { get; init; }

    /// <summary>With <see cref="Begin"/>: what to ask for as <c>run</c>.</summary>
    public string? Run { get; init; }

    /// <summary>With <see cref="Lost"/>: how many, whether they would have matched or not.</summary>
    public long? Events { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(StreamLine))]
internal sealed partial class StreamJson : JsonSerializerContext;
