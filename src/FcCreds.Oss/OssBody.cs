using System.Security.Cryptography;

namespace FcCreds.Oss;

/// <summary>A request body that is read whole because it is a short document. Checks Content-MD5.</summary>
internal static class OssBody
{
    public static async ValueTask<byte[]> ReadAsync(OssCall call, int limit, Func<Exception> tooLong, CancellationToken ct)
    {
        using var read = new MemoryStream();
        var block = new byte[16 * 1024];
        while (await call.Body.ReadAsync(block, ct) is > 0 and var count)
        {
            if (read.Length + count > limit) throw tooLong();
            read.Write(block, 0, count);
        }
        var body = read.ToArray();
        if (call.Header("Content-MD5") is { } sent && sent != Convert.ToBase64String(MD5.HashData(body))) throw OssErrors.InvalidDigest.With(("Content-MD5", sent));
        return body;
    }
}
