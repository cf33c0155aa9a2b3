using System.Collections.Immutable;
using System.Text.Json.Serialization;
using FcCreds.Oss.Multipart;
using FcCreds.Oss.Object;

namespace FcCreds.Oss;

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ObjectHeaders))]
[JsonSerializable(typeof(ObjectFacts))]
[JsonSerializable(typeof(PartOrigin))]
[JsonSerializable(typeof(Upload))]
[JsonSerializable(typeof(ImmutableSortedDictionary<string, string>))]
internal sealed partial class OssJson : JsonSerializerContext;
