using System.Security.Cryptography;
using FcCreds.Core.Ids;

namespace FcCreds.Core.Sessions;

/// <summary>
/// The keys that seal tokens and secret documents. A key is staged, then primary, then verify-only, then retired; a token names
/// its key, so nodes that share the ring open each other's tokens. Rotation replaces the set as a whole: readers never lock.
/// </summary>
internal sealed class SealingKeyRing
{
    private readonly Lock gate = new();
    private readonly Action<IReadOnlyList<SealingKey>> save;
    private readonly Func<SealingKey[]>? load;
    private volatile SealingKey[] keys;

    private SealingKeyRing(SealingKey[] keys, Action<IReadOnlyList<SealingKey>> save, Func<SealingKey[]>? load = null) => (this.keys, this.save, this.load) = (keys, save, load);

    /// <summary>True for a ring that was given as text: rotating it here would part this server from others with the same text.</summary>
    public bool IsFixed { get; private init; }

    public IReadOnlyList<SealingKey> Keys => keys;

    /// <summary>The key that seals.</summary>
    public SealingKey Primary => Array.Find(keys, key => key.State == SealingKeyState.Primary)!;

    /// <summary>A ring that dies with the process.</summary>
    public static SealingKeyRing Ephemeral() => new([Fresh(SealingKeyState.Primary)], static _ => { });

    /// <summary>A ring from the value of <c>FCCREDS_SEALING_KEYS</c>; it can be rotated, but only in memory.</summary>
    /// <exception cref="FormatException">The text is no ring; the message says where, without showing it.</exception>
    public static SealingKeyRing Parse(string text) => new(SealingKeyText.Read(text), static _ => { }) { IsFixed = true };

    /// <summary>The ring of a data folder; made when there is none yet.</summary>
    public static SealingKeyRing OpenFile(string path)
    {
        void Save(IReadOnlyList<SealingKey> keys) => SealingKeyFile.Write(path, SealingKeyText.Write(keys));
        SealingKey[] Load() => SealingKeyText.Read(SealingKeyFile.Read(path) ?? throw new InvalidOperationException("The sealing keys' file is gone."));
        if (File.Exists(path)) return new(Load(), Save, Load);
        var ring = new SealingKeyRing([Fresh(SealingKeyState.Primary)], Save, Load);
        Save(ring.keys);
        return ring;
    }

    /// <summary>The key of that id while it may open; null when unknown or retired.</summary>
    public SealingKey? FindOpening(ReadOnlySpan<char> keyId)
    {
        foreach (var key in keys)
        {
            if (keyId.SequenceEqual(key.KeyId)) return key.Opens ? key : null;
        }
        return null;
    }

    /// <summary>Takes over what somebody else has written into the ring's file.</summary>
    /// <exception cref="FormatException">The file holds no ring; the old one stays.</exception>
    public void Reload()
    {
        lock (gate)
        {
            if (load is not null) keys = load();
        }
    }

    /// <summary>Adds a new key that opens but does not seal yet; its id.</summary>
    public string Stage()
    {
        var fresh = Fresh(SealingKeyState.Staged);
        Change(current => [.. current, fresh]);
        return fresh.KeyId;
    }

    /// <summary>Makes a staged (or verify-only) key the one that seals; the primary before it opens from now on only.</summary>
    public void Promote(string keyId) => Change(current =>
    {
        if (Find(current, keyId).State == SealingKeyState.Retired) throw new InvalidOperationException($"Sealing key {keyId} is retired.");
        return Array.ConvertAll(current, key =>
            key.KeyId == keyId ? key.In(SealingKeyState.Primary)
            : key.State == SealingKeyState.Primary ? key.In(SealingKeyState.VerifyOnly)
            : key);
    });

    /// <summary>Ends the life of everything that was sealed with the key.</summary>
    public void Retire(string keyId) => Change(current =>
    {
        if (Find(current, keyId).State == SealingKeyState.Primary)
            throw new InvalidOperationException($"Sealing key {keyId} seals; promote another one before it is retired.");
        return Array.ConvertAll(current, key => key.KeyId == keyId ? key.In(SealingKeyState.Retired) : key);
    });

    private static SealingKey Find(SealingKey[] keys, string keyId)
        => Array.Find(keys, key => key.KeyId == keyId) ?? throw new InvalidOperationException($"There is no sealing key {keyId}.");

    private static SealingKey Fresh(SealingKeyState state)
    {
        using var random = RandomNumberGenerator.Create();
        return new(Base62.Random(random, SealingKey.KeyIdLength), state, RandomNumberGenerator.GetBytes(SealingKeyText.MaterialLength));
    }

    private void Change(Func<SealingKey[], SealingKey[]> change)
    {
        lock (gate)
        {
            var changed = change(keys);
            // Written before it is used: a token sealed with a key that the file lost would never open again.
            save(changed);
            keys = changed;
        }
    }
}
