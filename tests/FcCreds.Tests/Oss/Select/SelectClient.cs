using System.Buffers.Binary;
using System.Text;

namespace FcCreds.Tests.Oss.Select;

/// <summary>A frame as it came: its type, the payload after the offset, and whether its checksum is right.</summary>
internal sealed record ReceivedFrame(uint Type, long Offset, byte[] Payload)
{
    public const uint Data = 0x800001;
    public const uint Continuous = 0x800004;
    public const uint End = 0x800005;
    public const uint CsvMetaEnd = 0x800006;
    public const uint JsonMetaEnd = 0x800007;

    public int EndStatus => BinaryPrimitives.ReadInt32BigEndian(Payload.AsSpan(8));

    public string EndMessage => Encoding.UTF8.GetString(Payload, 12, Payload.Length - 12);

    /// <summary>Reads the frames as the SDKs do, and checks every checksum.</summary>
    public static List<ReceivedFrame> Split(byte[] body)
    {
        var frames = new List<ReceivedFrame>();
        for (var at = 0; at < body.Length;)
        {
            var head = body.AsSpan(at, 12);
            Assert.Equal(1, head[0]);
            var length = BinaryPrimitives.ReadInt32BigEndian(head[4..]);
            Assert.Equal(Crc(head[..8]), BinaryPrimitives.ReadUInt32BigEndian(head[8..]));
            var payload = body.AsSpan(at + 12, length);
            Assert.Equal(Crc(payload), BinaryPrimitives.ReadUInt32BigEndian(body.AsSpan(at + 12 + length)));
            frames.Add(new(BinaryPrimitives.ReadUInt32BigEndian(head) & 0xFFFFFF, BinaryPrimitives.ReadInt64BigEndian(payload), payload[8..].ToArray()));
            at += 16 + length;
        }
        return frames;
    }

    /// <summary>Bit by bit, so that it shares nothing with what is tested.</summary>
    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var one in bytes)
        {
            crc ^= one;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320;
        }
        return ~crc;
    }
}

/// <summary>Asks SelectObject as the SDKs do.</summary>
internal static class SelectClient
{
    public static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    public static Task<OssAnswer> CsvAsync(OssClient client, string sql, string csv = "", string output = "", string options = "", params (string, string)[] headers)
        => SendAsync(client, "csv/select", $"<SelectRequest><Expression>{Base64(sql)}</Expression><InputSerialization><CSV>{csv}</CSV></InputSerialization><OutputSerialization>{output}</OutputSerialization><Options>{options}</Options></SelectRequest>", headers);

    public static Task<OssAnswer> JsonAsync(OssClient client, string sql, string type = "LINES", string json = "", string output = "", string options = "")
        => SendAsync(client, "json/select", $"<SelectRequest><Expression>{Base64(sql)}</Expression><InputSerialization><JSON><Type>{type}</Type>{json}</JSON></InputSerialization><OutputSerialization>{output}</OutputSerialization><Options>{options}</Options></SelectRequest>");

    public static Task<OssAnswer> SendAsync(OssClient client, string process, string body, params (string, string)[] headers)
        => client.SendAsync(new("POST", "/photos/data") { Query = [("x-oss-process", process)], Body = Encoding.UTF8.GetBytes(body), Headers = headers });

    /// <summary>What was selected, of an answer that ended well.</summary>
    public static string Selected(OssAnswer answer)
    {
        var frames = ReceivedFrame.Split(answer.IsOk(206).Body);
        Assert.Equal((ReceivedFrame.End, 206), (frames[^1].Type, frames[^1].EndStatus));
        return Data(frames);
    }

    public static string Data(IEnumerable<ReceivedFrame> frames)
        => Encoding.UTF8.GetString([.. frames.Where(frame => frame.Type == ReceivedFrame.Data).SelectMany(frame => frame.Payload)]);
}
