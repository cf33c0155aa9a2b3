using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using FcCreds.Core.Callers;
using FcCreds.Core.Sessions;

namespace FcCreds.Identity.Ram;

/// <summary>A secret at rest is a <see cref="SealedBox"/> in base64. One whose key is retired or of another stack reads as empty.</summary>
internal sealed class SealedSecretConverter(SealingKeyRing ring) : JsonConverter<Secret>
{
    private static readonly byte[] Purpose = Encoding.ASCII.GetBytes("fccreds/ram/secret/v1");

    public override Secret Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (SealedBox.Open(ring, Purpose, reader.GetBytesFromBase64()) is not var (_, content)) return new("");
        var secret = new Secret(Encoding.UTF8.GetString(content));
        CryptographicOperations.ZeroMemory(content);
        return secret;
    }

    public override void Write(Utf8JsonWriter writer, Secret value, JsonSerializerOptions options)
    {
        var content = Encoding.UTF8.GetBytes(value.Value);
        writer.WriteBase64StringValue(SealedBox.Seal(ring.Primary, Purpose, content));
        CryptographicOperations.ZeroMemory(content);
    }
}
