using System.Security.Cryptography;

namespace FcCreds.Core.Ids;

/// <summary>Every identifier the emulator makes up, in the shape of the cloud's, from one clock and one source of randomness.</summary>
internal sealed class IdSource(TimeProvider clock, RandomNumberGenerator random)
{
    private static readonly RandomNumberGenerator SystemRandom = RandomNumberGenerator.Create();

    public IdSource(TimeProvider clock)
        : this(clock, SystemRandom)
    {
    }

    /// <summary><c>x-oss-request-id</c>: 24 upper-case hex digits, the first 8 are unix seconds.</summary>
    public string OssRequestId() => $"{EpochSeconds():X8}{Convert.ToHexString(Bytes(8))}";

    /// <summary>Of a multipart upload: 32 upper-case hex digits.</summary>
    public string OssUploadId() => Convert.ToHexString(Bytes(16));

    /// <summary>STS and RAM: an upper-case UUID (version 4).</summary>
    public string StsRequestId() => Uuid().ToString("D").ToUpperInvariant();

    /// <summary>FC 3.0: <c>1-65d71219-15d63510-fecf237c590c</c>, the first group is unix seconds.</summary>
    public string FcRequestId()
    {
        var hex = Convert.ToHexStringLower(Bytes(10));
        return $"1-{EpochSeconds():x8}-{hex[..8]}-{hex[8..]}";
    }

    /// <summary><c>c-62e2d846-995c5020672547c6xxxx</c>.</summary>
    public string FcInstanceId() => $"c-{EpochSeconds():x8}-{Convert.ToHexStringLower(Bytes(10))}";

    /// <summary>16 digits from 1.</summary>
    public string AccountId() => $"1{Digits(15)}";

    /// <summary>18 digits from 3.</summary>
    public string RoleId() => $"3{Digits(17)}";

    /// <summary>18 digits from 2.</summary>
    public string UserId() => $"2{Digits(17)}";

    /// <summary>18 digits from 4.</summary>
    public string GroupId() => $"4{Digits(17)}";

    /// <summary>Names a session in the journal and in its token: 32 lower-case hex digits.</summary>
    public string SessionId() => Convert.ToHexStringLower(Bytes(16));

    /// <summary><c>STS.FcC…</c>, 29 characters: the cloud's shape, but people and secret scanners can tell it from a real one.</summary>
    public string StsAccessKeyId() => $"STS.FcC{Base62.Random(random, 22)}";

    /// <summary><c>LTAI…</c>, 24 characters, marked as ours in the same way.</summary>
    public string LongTermAccessKeyId() => $"LTAIFcC{Base62.Random(random, 17)}";

    /// <summary>30 characters.</summary>
    public string LongTermAccessKeySecret() => Base62.Random(random, 30);

    private uint EpochSeconds() => (uint)clock.GetUtcNow().ToUnixTimeSeconds();

    private byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        random.GetBytes(bytes);
        return bytes;
    }

    private string Digits(int count) => string.Create(count, random, static (text, random) =>
    {
        Span<byte> one = stackalloc byte[1];
        for (var filled = 0; filled < text.Length;)
        {
            random.GetBytes(one);
            if (one[0] < 250) text[filled++] = (char)('0' + (one[0] % 10));
        }
    });

    private Guid Uuid()
    {
        var bytes = Bytes(16);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new(bytes, bigEndian: true);
    }
}
