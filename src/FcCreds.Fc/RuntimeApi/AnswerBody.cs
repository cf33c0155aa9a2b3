using FcCreds.Fc.Invocation;

namespace FcCreds.Fc.RuntimeApi;

/// <summary>Reads a handler's result up to FC's limit.</summary>
internal static class AnswerBody
{
    /// <summary>FC's limit for the result of a sync call.</summary>
    public const long MaxResult = 32 * 1024 * 1024;

    /// <summary>Keeps what is within the limit; reads the rest too, because a runtime that cannot finish writing cannot go on.</summary>
    public static async Task<HandlerAnswer> ReadAsync(Stream stream, long length, AnswerKind kind, CancellationToken ct)
    {
        var body = new MemoryStream(length <= MaxResult ? (int)length : 0);
        var buffer = new byte[64 * 1024];
        long total = 0;
        for (int read; (read = await stream.ReadAsync(buffer, ct)) > 0;)
        {
            total += read;
            if (total <= MaxResult && length <= MaxResult) body.Write(buffer, 0, read);
        }
        return total > MaxResult ? new(AnswerKind.TooLarge) : new(kind, body.GetBuffer().AsMemory(0, (int)body.Length));
    }
}
