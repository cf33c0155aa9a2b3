using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace FcCreds.Identity.Rpc;

/// <summary>
/// Remembers which nonces an access key has used for at least as long as their timestamps stay acceptable. Per process: behind a load
/// balancer a replay may reach another replica.
/// </summary>
internal sealed class NonceMemory(TimeProvider monotonic)
{
    /// <summary>A timestamp is accepted from 15 minutes ahead of the clock until 15 minutes behind it.</summary>
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(30);

    private readonly Lock gate = new();
    private HashSet<UInt128> current = [];
    private HashSet<UInt128> previous = [];
    private long turned = monotonic.GetTimestamp();

    /// <summary>False when the key has used the nonce already.</summary>
    public bool TryUse(string accessKeyId, string nonce)
    {
        var entry = Hash($"{accessKeyId}\n{nonce}");
        lock (gate)
        {
            if (monotonic.GetElapsedTime(turned) is var age && age >= Window)
            {
                previous = age >= 2 * Window ? [] : current;
                current = [];
                turned = monotonic.GetTimestamp();
            }
            return !previous.Contains(entry) && current.Add(entry);
        }
    }

    /// <summary>Of fixed size, however long a nonce a client makes up.</summary>
    private static UInt128 Hash(string text)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(text), hash);
        return MemoryMarshal.Read<UInt128>(hash);
    }
}
