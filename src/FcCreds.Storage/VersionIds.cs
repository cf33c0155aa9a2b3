using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace FcCreds.Storage;

/// <summary>
/// Version ids in the cloud's look (<c>CAEQMxiB…Y2I-</c>), which is a protobuf message in base64 with <c>-</c> for padding. An id says
/// its version's revision, so that finding a version by id needs no index.
/// </summary>
internal static class VersionIds
{
    public static string Of(long revision, bool isNull) => isNull ? ObjectVersion.NullVersionId : Make(revision);

    /// <summary>The revision in an id that <see cref="Of"/> made; null for any other text.</summary>
    public static long? Revision(string versionId)
    {
        Span<byte> message = stackalloc byte[64];
        var base64 = versionId.Replace('-', '=').Replace('_', '/').Replace('.', '+');
        if (versionId.Length > 84 || !Convert.TryFromBase64String(base64, message, out var length) || length < 6)
            return null;
        long revision = 0;
        for (int i = 5, shift = 0; i < length && shift < 63; i++, shift += 7)
        {
            revision |= (long)(message[i] & 0x7f) << shift;
            if (message[i] < 0x80)
                return Make(revision) == versionId ? revision : null;
        }

        return null;
    }

    private static string Make(long revision)
    {
        Span<byte> number = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(number, revision);
        var digest = Convert.ToHexStringLower(MD5.HashData(number));

        var message = new List<byte>(64) { 0x08, 0x01, 0x10, 0x33, 0x18 };
        var rest = revision;
        for (; rest > 0x7f; rest >>= 7)
            message.Add((byte)(rest | 0x80));
        message.AddRange([(byte)rest, 0x22, 0x20, .. Encoding.ASCII.GetBytes(digest)]);
        return Convert.ToBase64String(message.ToArray()).Replace('=', '-').Replace('/', '_').Replace('+', '.');
    }
}
