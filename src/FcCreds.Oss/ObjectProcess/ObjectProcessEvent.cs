using System.Text.Json.Serialization;

namespace FcCreds.Oss.ObjectProcess;

/// <summary>What the function of an Object FC Access Point is called with.</summary>
internal sealed record ObjectProcessEvent(GetObjectContext GetObjectContext);

/// <summary>Where the object is read, and where and with what the answer is sent.</summary>
internal sealed record GetObjectContext(string InputOssUrl, string OutputRoute, string OutputToken);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ObjectProcessEvent))]
internal sealed partial class ObjectProcessJson : JsonSerializerContext;
