using System.Text;

namespace FcCreds.Tests.Fuzzing;

/// <summary>Makes odd inputs of ordinary ones: bytes flipped, cut out, doubled, put in, spliced with another input. The same for the same seed.</summary>
internal sealed class Mutator(int seed)
{
    private const int MaxLength = 20_000;

    private static readonly byte[][] Odd = [.. new[]
    {
        "\0", "\r\n", "%00", "%zz", "%", "..", "//", "\"", "'", "<", ">", "&", "=", ":", ";", ",", "{", "}", "[", "]", "*", "\\", " ", "\u00ff", "\u20ac", "\ud83d\ude00", "-1",
        "9223372036854775808", "1e999", "null", "true", "AAAA", "\\ud83d", "\\u0000", "&#xD83D;", "&#0;", "-", "1", "x", "<!DOCTYPE a [<!ENTITY b \"c\">]>", "&b;", "Statement", "OSS4-HMAC-SHA256", "Credential=", "2026-01-02T03:04:05Z",
    }.Select(Encoding.UTF8.GetBytes)];

#pragma warning disable CA5394 // Inputs are to be repeatable, not secret.
    private readonly Random random = new(seed);

    public byte[] Next(IReadOnlyList<byte[]> corpus)
    {
        var made = corpus[random.Next(corpus.Count)].ToList();
        for (var left = random.Next(1, 6); left > 0; left--) Change(made, corpus);
        return [.. made.Take(MaxLength)];
    }

    private void Change(List<byte> made, IReadOnlyList<byte[]> corpus)
    {
        var (at, length) = (random.Next(made.Count + 1), random.Next(1, 40));
        switch (random.Next(6))
        {
            case 0 when made.Count > 0:
                made[random.Next(made.Count)] ^= (byte)(1 << random.Next(8));
                break;
            case 1:
                made.RemoveRange(at, Math.Min(length, made.Count - at));
                break;
            case 2:
                made.InsertRange(at, made.Skip(at).Take(length * random.Next(1, 20)).ToArray());
                break;
            case 3:
                made.InsertRange(at, Odd[random.Next(Odd.Length)]);
                break;
            case 4:
                var other = corpus[random.Next(corpus.Count)];
                made.InsertRange(at, other.Skip(random.Next(other.Length + 1)).Take(length));
                break;
            default:
                made.InsertRange(at, Enumerable.Range(0, length).Select(_ => (byte)random.Next(256)));
                break;
        }
    }
#pragma warning restore CA5394
}
