using FcCreds.Core.Http;

namespace FcCreds.Oss.ObjectProcess;

/// <summary>What a function answers with WriteGetObjectResponse, its body still on its way from the function.</summary>
internal sealed class ForwardedResponse(int status, IReadOnlyList<HeaderField> headers, Stream body, long? length)
{
    private readonly TaskCompletionSource<bool> relayed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>True once all of it went to the reader, false when the reader went away first.</summary>
    public Task<bool> Relayed => relayed.Task;

    public OssReply ToReply()
    {
        if (status == 304)
        {
            // It has no body, whatever the function sends.
            relayed.TrySetResult(true);
            var unchanged = new OssReply(status);
            unchanged.Headers.AddRange(headers);
            return unchanged;
        }
        var reply = new OssReply(status) { Stream = new Body(body, relayed), Length = length, IsChunked = length is null };
        reply.Headers.AddRange(headers);
        return reply;
    }

    /// <summary>Nobody will read it.</summary>
    public void Abandon() => relayed.TrySetResult(false);

    /// <summary>Reads what the function sends, and says how far that went when it is let go.</summary>
    private sealed class Body(Stream source, TaskCompletionSource<bool> relayed) : BodyStream
    {
        private bool isAtEnd;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = await source.ReadAsync(buffer, cancellationToken);
            isAtEnd |= read == 0 && buffer.Length > 0;
            return read;
        }

        protected override void Dispose(bool disposing)
        {
            relayed.TrySetResult(isAtEnd);
            base.Dispose(disposing);
        }
    }
}
