using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace FcCreds.Identity.Ram;

/// <summary>
/// Ids of declared users and roles: 18 digits, the same at every start, so that tokens outlive a restart and every replica agrees.
/// </summary>
internal static class RamIds
{
    public static string OfUser(string accountId, string userName) => Derive('2', $"user/{accountId}/{userName}");

    public static string OfRole(string accountId, string roleName) => Derive('3', $"role/{accountId}/{roleName.ToUpperInvariant()}");

    private static string Derive(char first, string name)
    {
        var number = BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(name))) % 100_000_000_000_000_000;
        return first + number.ToString("D17", CultureInfo.InvariantCulture);
    }
}
