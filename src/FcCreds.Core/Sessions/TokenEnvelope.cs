namespace FcCreds.Core.Sessions;

/// <summary>The protobuf message around a token: <c>08 02</c>, <c>12 len body</c>, <c>1A 10 tag</c>. Read back strictly, one spelling only.</summary>
internal static class TokenEnvelope
{
    public static byte[] Wrap(ReadOnlySpan<byte> box, int tagLength)
    {
        var body = box[..^tagLength];
        var message = new byte[box.Length + (body.Length < 0x80 ? 6 : 7)];
        var at = 0;
        message[at++] = 0x08;
        message[at++] = 0x02;
        message[at++] = 0x12;
        // Bodies are below 16 KiB, so their length takes two bytes at most.
        if (body.Length < 0x80)
        {
            message[at++] = (byte)body.Length;
        }
        else
        {
            message[at++] = (byte)(body.Length | 0x80);
            message[at++] = (byte)(body.Length >> 7);
        }
        body.CopyTo(message.AsSpan(at));
        at += body.Length;
        message[at++] = 0x1A;
        message[at++] = (byte)tagLength;
        box[^tagLength..].CopyTo(message.AsSpan(at));
        return message;
    }

    /// <summary>Body and tag together again, or null.</summary>
    public static byte[]? Unwrap(ReadOnlySpan<byte> message, int tagLength)
    {
        if (!message.StartsWith((ReadOnlySpan<byte>)[0x08, 0x02, 0x12]) || message.Length < 5) return null;
        var isShort = message[3] < 0x80;
        var length = isShort ? message[3] : (message[3] & 0x7F) | (message[4] << 7);
        if (!isShort && (message[4] is 0 or >= 0x80)) return null;
        var rest = message[(isShort ? 4 : 5)..];
        if (rest.Length != length + 2 + tagLength || rest[length] != 0x1A || rest[length + 1] != tagLength) return null;
        return [.. rest[..length], .. rest[(length + 2)..]];
    }
}
