using System.Text.Json;
using FcCreds.Oss.Access;
using FcCreds.Storage;

namespace FcCreds.Oss.Object;

/// <summary>What can change about an object without rewriting it.</summary>
internal sealed record ObjectFacts
{
    /// <summary><c>default</c> follows the bucket.</summary>
    public string Acl { get; init; } = AccessControl.Default;

    public static ObjectFacts Of(ObjectVersion version) => version.Description.Facts is { Length: > 0 } kept
        ? JsonSerializer.Deserialize(kept.Span, OssJson.Default.ObjectFacts) ?? new()
        : new();

    public ReadOnlyMemory<byte> Write() => Acl == AccessControl.Default ? default : JsonSerializer.SerializeToUtf8Bytes(this, OssJson.Default.ObjectFacts);
}
