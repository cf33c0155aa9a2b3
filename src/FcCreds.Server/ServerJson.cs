using System.Text.Json.Serialization;
using FcCreds.Oss.Lifecycle;
using FcCreds.Server.Control;

namespace FcCreds.Server;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ServerDescription))]
[JsonSerializable(typeof(HealthReport))]
[JsonSerializable(typeof(ClockReport))]
[JsonSerializable(typeof(ClockOrder))]
[JsonSerializable(typeof(IReadOnlyList<LifecycleReport>))]
internal sealed partial class ServerJson : JsonSerializerContext;
