using System.Text.Json.Serialization;
using FcCreds.Storage.S3.Facts;

namespace FcCreds.Storage.S3;

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(BucketRecord))]
[JsonSerializable(typeof(DescriptionDocument))]
internal sealed partial class S3Json : JsonSerializerContext;
