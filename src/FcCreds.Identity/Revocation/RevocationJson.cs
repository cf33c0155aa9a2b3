using System.Text.Json.Serialization;
using FcCreds.Core.Callers;

namespace FcCreds.Identity.Revocation;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(EndedState))]
internal sealed partial class RevocationJson : JsonSerializerContext;
