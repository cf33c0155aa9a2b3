using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using FcCreds.Core.Sessions;
using FcCreds.Identity.Ram.Records;

namespace FcCreds.Identity.Ram;

/// <summary>A secret at rest is a <see cref="SealedBox"/> in base64, sealed anew only when the ring has a newer key than the box.</summary>
internal sealed class SealedSecretConverter(SealingKeyRing ring) : JsonConverter<StoredSecret>
{
    private static readonly byte[] Purpose = Encoding.ASCII.GetBytes("fccreds/ram/secret/v1");

    public override StoredSecret Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var box = reader.GetBytesFromBase64();
        if (SealedBox.Open(ring, Purpose, box) is not var (_, content)) return new(new("")) { Box = box };
        var secret = new StoredSecret(new(Encoding.UTF8.GetString(content))) { Box = box };
        CryptographicOperations.ZeroMemory(content);
        return secret;
    }

    public override void Write(Utf8JsonWriter writer, StoredSecret value, JsonSerializerOptions options)
    {
        if (value.Box is null || (value.IsOpen && !SealedBox.IsSealedWith(ring.Primary, value.Box))) value.Box = Seal(value);
        writer.WriteBase64StringValue(value.Box);
    }

    private byte[] Seal(StoredSecret secret)
    {
        var content = Encoding.UTF8.GetBytes(secret.Opened.Value);
        var box = SealedBox.Seal(ring.Primary, Purpose, content);
        CryptographicOperations.ZeroMemory(content);
        return box;
    }
}
