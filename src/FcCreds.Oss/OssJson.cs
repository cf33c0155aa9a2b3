using System.Text.Json.Serialization;
using FcCreds.Oss.Object;

namespace FcCreds.Oss;

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ObjectHeaders))]
[JsonSerializable(typeof(ObjectFacts))]
internal sealed partial class OssJson : JsonSerializerContext;
