using System.Text.Json.Serialization;
using FcCreds.Server.Orphans;

namespace FcCreds.Server.Control;

/// <summary>JSON of what the command line tool orders from a server.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectRequiredConstructorParameters = true,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(InvocationOrder))]
[JsonSerializable(typeof(InvocationReport))]
[JsonSerializable(typeof(CredentialOrder))]
[JsonSerializable(typeof(CredentialReply))]
[JsonSerializable(typeof(ConsumerOrder))]
[JsonSerializable(typeof(ConsumerReply))]
[JsonSerializable(typeof(IReadOnlyList<SealingKeyReport>))]
[JsonSerializable(typeof(IReadOnlyList<RamVersion>))]
[JsonSerializable(typeof(RamExportOrder))]
[JsonSerializable(typeof(RamExportReply))]
[JsonSerializable(typeof(SandboxOrder))]
[JsonSerializable(typeof(SandboxReply))]
[JsonSerializable(typeof(SweepOrder))]
[JsonSerializable(typeof(SweepReport))]
[JsonSerializable(typeof(TimerOrder))]
[JsonSerializable(typeof(TimerReply))]
[JsonSerializable(typeof(OrderRefusal))]
internal sealed partial class OrderJson : JsonSerializerContext;

/// <summary>Why an order was not carried out.</summary>
internal sealed record OrderRefusal(string Code, string Message);
