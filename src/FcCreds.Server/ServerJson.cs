using System.Text.Json.Serialization;
using FcCreds.Server.Control;

namespace FcCreds.Server;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ServerDescription))]
[JsonSerializable(typeof(HealthReport))]
[JsonSerializable(typeof(ClockReport))]
[JsonSerializable(typeof(ClockOrder))]
internal sealed partial class ServerJson : JsonSerializerContext;
