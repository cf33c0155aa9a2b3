using System.Text;
using FcCreds.Core.Checksums;

namespace FcCreds.Tests.Core.Checksums;

public sealed class Crc64Tests
{
    [Theory]
    [InlineData("", 0UL)]
    [InlineData("123456789", 11051210869376104954UL)]
    [InlineData("hello world", 5981764153023615706UL)]
    public void Published_check_values_come_out(string text, ulong expected)
        => Assert.Equal(expected, Crc64.Of(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void Carryless_multiply_agrees_with_a_bit_by_bit_reading_at_every_length_and_alignment()
    {
        var bytes = RandomBytes(3000);
        foreach (var offset in new[] { 0, 1, 3, 7, 8, 15 })
        {
            var register = ulong.MaxValue;
            for (var length = 0; length < 700; length++)
            {
                Assert.Equal(~register, Crc64.Of(bytes.AsSpan(offset, length)));
                register ^= bytes[offset + length];
                for (var bit = 0; bit < 8; bit++) register = (register >> 1) ^ ((register & 1) * 0xC96C5795D7870F42);
            }
        }
    }

    [Fact]
    public void Table_agrees_with_carryless_multiply_on_long_blocks()
    {
        var bytes = RandomBytes(1_000_003);
        Assert.Equal(~Crc64Table.Append(ulong.MaxValue, bytes), Crc64.Of(bytes));
    }

    [Fact]
    public void Cutting_the_bytes_anywhere_changes_nothing()
    {
        var random = new Random(64);
        var bytes = RandomBytes(20_000);
        var whole = Crc64.Of(bytes);
        for (var round = 0; round < 200; round++)
        {
            var cut = random.Next(bytes.Length + 1);
            var crc = default(Crc64);
            crc.Append(bytes.AsSpan(0, cut));
            var carriedOn = new Crc64(crc.Value);
            carriedOn.Append(bytes.AsSpan(cut));
            Assert.Equal(whole, carriedOn.Value);
        }
    }

    [Fact]
    public void Combining_the_checksums_of_two_pieces_gives_that_of_the_whole()
    {
        var random = new Random(65);
        var bytes = RandomBytes(9_000);
        for (var round = 0; round < 300; round++)
        {
            var end = random.Next(bytes.Length + 1);
            var cut = random.Next(end + 1);
            var combined = Crc64.Combine(Crc64.Of(bytes.AsSpan(0, cut)), Crc64.Of(bytes.AsSpan(cut, end - cut)), end - cut);
            Assert.Equal(Crc64.Of(bytes.AsSpan(0, end)), combined);
        }
    }

    [Fact]
    public void Combining_is_associative_for_pieces_of_terabytes()
    {
        const long Second = 3L << 40, Third = (5L << 30) + 7;
        ulong a = 0x0123456789ABCDEF, b = 0xFEDCBA9876543210, c = 0x995DC9BBDF1939FA;
        Assert.Equal(
            Crc64.Combine(Crc64.Combine(a, b, Second), c, Third),
            Crc64.Combine(a, Crc64.Combine(b, c, Third), Second + Third));
    }

    private static byte[] RandomBytes(int length)
    {
        var bytes = new byte[length];
        new Random(20261123).NextBytes(bytes);
        return bytes;
    }
}
