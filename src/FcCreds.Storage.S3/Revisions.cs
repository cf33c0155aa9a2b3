using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace FcCreds.Storage.S3;

/// <summary>
/// Numbers for what S3 tells by ETag and time. The time counts in whole seconds, for HEAD knows no finer ones; so two writes of the same
/// bytes in one second have one revision, and whoever acts on either acts on those bytes.
/// </summary>
internal static class Revisions
{
    public static long Of(string eTag, DateTimeOffset lastModified) => Of($"{eTag} {lastModified.ToUnixTimeSeconds()}");

    public static long Of(string eTag)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(eTag), hash);
        return BinaryPrimitives.ReadInt64LittleEndian(hash) & long.MaxValue;
    }
}
