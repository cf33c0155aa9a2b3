using System.Buffers.Text;
using System.Text;

namespace FcCreds.Storage.S3.Facts;

/// <summary>Text that is part of a name at the backend.</summary>
internal static class NameField
{
    public static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));

    public static string Decode(string text) => Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text));
}
