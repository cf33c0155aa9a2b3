using Spectre.Console;

namespace FcCreds.Cli.Terminals;

/// <summary>Shows how far a large upload is, where somebody watches.</summary>
internal static class Upload
{
    private const long WorthShowing = 16 << 20;

    /// <returns>How many bytes went through.</returns>
    public static async Task<long> RunAsync(Terminal terminal, Stream content, Func<Stream, Task> send)
    {
        var counted = new CountingStream(content);
        if (!Terminal.IsWatched || !content.CanSeek || content.Length < WorthShowing)
        {
            await send(counted);
            return counted.Count;
        }
        await terminal.Error.Progress().Columns(new SpinnerColumn(), new ProgressBarColumn(), new PercentageColumn(), new DownloadedColumn(), new TransferSpeedColumn()).StartAsync(async shown =>
        {
            var task = shown.AddTask("upload", maxValue: content.Length);
            counted.Progressed = total => task.Value = total;
            await send(counted);
        });
        return counted.Count;
    }

    /// <summary>Reads through and counts.</summary>
    private sealed class CountingStream(Stream inner) : Stream
    {
        public long Count { get; private set; }

        public Action<long>? Progressed { get; set; }

        public override bool CanRead => true;

        public override bool CanSeek => inner.CanSeek;

        public override bool CanWrite => false;

        public override long Length => inner.Length;

        public override long Position { get => inner.Position; set => inner.Position = value; }

        public override int Read(byte[] buffer, int offset, int count) => Counted(inner.Read(buffer, offset, count));

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
            => Counted(await inner.ReadAsync(buffer, cancellationToken));

        public override long Seek(long offset, SeekOrigin origin) => inner.Seek(offset, origin);

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush() => throw new NotSupportedException();

        private int Counted(int read)
        {
            Count += read;
            Progressed?.Invoke(Count);
            return read;
        }
    }
}
