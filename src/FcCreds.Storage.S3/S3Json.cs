using System.Text.Json.Serialization;
using FcCreds.Storage.S3.Facts;
using FcCreds.Storage.S3.Orphans;

namespace FcCreds.Storage.S3;

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(BucketRecord))]
[JsonSerializable(typeof(DescriptionDocument))]
[JsonSerializable(typeof(UploadNote))]
internal sealed partial class S3Json : JsonSerializerContext;
