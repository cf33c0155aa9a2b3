using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace FcCreds.Core.Policy;

/// <summary>An IPv4 or IPv6 address, or a CIDR range whose host bits need not be zero (people write <c>10.0.0.1/8</c>).</summary>
internal sealed class AddressRange
{
    private readonly UInt128 network;
    private readonly UInt128 mask;
    private readonly bool isV6;

    private AddressRange(UInt128 address, int prefixLength, bool isV6)
    {
        var hostBits = (isV6 ? 128 : 32) - prefixLength;
        mask = hostBits == 128 ? UInt128.Zero : UInt128.MaxValue << hostBits;
        network = address & mask;
        this.isV6 = isV6;
    }

    public static AddressRange? Read(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (!TryNumber(slash < 0 ? text : text[..slash], out var address, out var isV6)) return null;
        var longest = isV6 ? 128 : 32;
        if (slash < 0) return new(address, longest, isV6);
        return int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var length) && length <= longest
            ? new(address, length, isV6)
            : null;
    }

    public bool Contains(string asked)
        => TryNumber(asked, out var address, out var askedV6) && askedV6 == isV6 && (address & mask) == network;

    /// <summary>A dual-mode socket shows IPv4 peers as <c>::ffff:a.b.c.d</c>: those are IPv4 here.</summary>
    private static bool TryNumber(string text, out UInt128 number, out bool isV6)
    {
        number = UInt128.Zero;
        isV6 = false;
        // Without this, "1" and "10.1" would pass as addresses.
        var dotted = text.AsSpan().Count('.') == 3 || text.Contains(':', StringComparison.Ordinal);
        if (!dotted || !IPAddress.TryParse(text, out var address)) return false;
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        isV6 = address.AddressFamily == AddressFamily.InterNetworkV6;
        Span<byte> bytes = stackalloc byte[16];
        if (!address.TryWriteBytes(bytes, out var written)) return false;
        foreach (var part in bytes[..written]) number = (number << 8) | part;
        return true;
    }
}
