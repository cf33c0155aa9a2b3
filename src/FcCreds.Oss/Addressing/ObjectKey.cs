using System.Text;

namespace FcCreds.Oss.Addressing;

/// <summary>The rules for object keys: 1 to 1,023 bytes of UTF-8 that do not start with a slash or backslash.</summary>
internal static class ObjectKey
{
    public const int MaxBytes = 1023;

    public static void Check(string key)
    {
        if (key.Length == 0) throw OssErrors.InvalidObjectNameEmpty.With(("ObjectName", key));
        if (key[0] is '/' or '\\') throw OssErrors.InvalidObjectNameStart.With(("ObjectName", key));
        if (key.Length > MaxBytes || (key.Length > MaxBytes / 3 && Encoding.UTF8.GetByteCount(key) > MaxBytes))
            throw OssErrors.InvalidObjectName.With(("ObjectName", key));
    }
}
