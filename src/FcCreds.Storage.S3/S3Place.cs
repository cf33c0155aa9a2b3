using System.Buffers;
using System.Text;

namespace FcCreds.Storage.S3;

/// <summary>
/// Where something lies at the backend. An object lies under its own key in its own bucket, so that any S3 client sees it; all that S3
/// cannot hold lies in one hidden bucket.
/// </summary>
/// <param name="Bucket">At the backend, prefix and all.</param>
internal readonly record struct S3Place(string Bucket, string Key)
{
    /// <summary>Longest name of an object that S3 knows, in bytes.</summary>
    public const int MaxKeyBytes = 1024;

    /// <summary>The highest there is: a name that goes on with it lies behind all others that start the same. No plain key has it.</summary>
    public const string LastCharacter = "\U0010FFFF";

    // Servers that keep files refuse empty and dot segments, clients normalize them away, and XML cannot name control characters.
    private static readonly SearchValues<char> Unspeakable = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Select(c => (char)c), '\x7F', '\\', '\uFFFE', '\uFFFF']);

    /// <summary>Whether a key goes into the hidden bucket because S3 clients or servers would change or refuse it.</summary>
    public static bool IsHidden(string key)
        => key.AsSpan().IndexOfAny(Unspeakable) >= 0
            || key.StartsWith('/') || key.Contains("//", StringComparison.Ordinal) || key.Contains(LastCharacter, StringComparison.Ordinal)
            || key.Split('/').Any(segment => segment is "." or "..");

    /// <summary>Spells a key so that names order as the keys do.</summary>
    public static string Spell(string key) => Convert.ToHexStringLower(Encoding.UTF8.GetBytes(key));

    /// <summary>The key behind a spelling.</summary>
    public static string Read(string spelt) => Encoding.UTF8.GetString(Convert.FromHexString(spelt));
}
