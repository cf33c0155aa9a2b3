using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using FcCreds.Identity.Ram.Records;

namespace FcCreds.Identity.Ram;

/// <summary>
/// Ids of declared entities: 18 digits, the same at every start, so that tokens outlive a restart and every replica agrees. One that
/// was deleted and is declared again gets the next of the series, for its tokens must stay dead.
/// </summary>
internal static class RamIds
{
    public static string OfUser(string accountId, string userName) => Derive('2', $"user/{accountId}/{userName}");

    public static string OfRole(string accountId, string roleName) => Derive('3', $"role/{accountId}/{roleName.ToUpperInvariant()}");

    public static string OfUser(AccountRecord account, string userName) => Unspent(account, OfUser(account.AccountId, userName));

    public static string OfRole(AccountRecord account, string roleName) => Unspent(account, OfRole(account.AccountId, roleName));

    public static string OfGroup(AccountRecord account, string groupName)
        => Unspent(account, Derive('4', $"group/{account.AccountId}/{groupName.ToUpperInvariant()}"));

    private static string Unspent(AccountRecord account, string id)
    {
        while (account.SpentIds.Contains(id)) id = Derive(id[0], id);
        return id;
    }

    private static string Derive(char first, string name)
    {
        var number = BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(name))) % 100_000_000_000_000_000;
        return first + number.ToString("D17", CultureInfo.InvariantCulture);
    }
}
