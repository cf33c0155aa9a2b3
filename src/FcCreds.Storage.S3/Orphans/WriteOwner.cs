using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;

namespace FcCreds.Storage.S3.Orphans;

/// <summary>
/// One process on the store, from its opening to its end. The ids of its writes begin with its own, so that whoever finds what a write
/// left behind sees whether the writer can still be at it.
/// </summary>
internal sealed class WriteOwner
{
    public const int IdLength = 8;

    private readonly ConcurrentDictionary<Held, string> held = new();
    private uint writes;

    public string Id { get; } = RandomNumberGenerator.GetHexString(IdLength, lowercase: true);

    /// <summary>16 hexadecimal digits, never the same twice.</summary>
    public string NewWriteId() => Id + Interlocked.Increment(ref writes).ToString("x8", CultureInfo.InvariantCulture);

    /// <summary>Whether this process began the write.</summary>
    public bool Began(string writeId) => writeId.StartsWith(Id, StringComparison.Ordinal);

    /// <summary>Says that what the write made is needed until the hold is given up.</summary>
    public Held Hold(string writeId) => new(this, writeId);

    public bool IsHeld(string writeId) => held.Values.Contains(writeId);

    internal sealed class Held : IDisposable
    {
        private readonly WriteOwner owner;

        public Held(WriteOwner owner, string writeId)
        {
            this.owner = owner;
            owner.held[this] = writeId;
        }

        public void Dispose() => owner.held.TryRemove(this, out _);
    }
}
