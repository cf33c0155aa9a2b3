using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using FcCreds.Cli.Connections;
using FcCreds.Cli.Policies;
using FcCreds.Server.Control;
using FcCreds.Server.Orphans;
using FcCreds.Server.Replicas;

namespace FcCreds.Cli.Reports;

/// <summary>JSON of the tool's own answers.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, WriteIndented = true)]
[JsonSerializable(typeof(Listed))]
[JsonSerializable(typeof(List<LintFinding>))]
[JsonSerializable(typeof(List<CoverageRow>))]
[JsonSerializable(typeof(InvocationReport))]
[JsonSerializable(typeof(StsCredentials))]
[JsonSerializable(typeof(CliProfile))]
[JsonSerializable(typeof(IReadOnlyList<SealingKeyReport>))]
[JsonSerializable(typeof(IReadOnlyList<Replica>))]
[JsonSerializable(typeof(SweepReport))]
internal sealed partial class CliJson : JsonSerializerContext
{
    /// <summary>Leaves letters as they are: people read this too, and no browser does.</summary>
    public static CliJson Readable => field ??= new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public static string Text<T>(T value, JsonTypeInfo<T> type) => JsonSerializer.Serialize(value, type);
}

/// <summary>A line of <c>coverage --json</c>.</summary>
internal sealed record CoverageRow(string Service, string Operation, string Level, string State, string Evidence);
