using FcCreds.Core.Sessions;

namespace FcCreds.Core.Signing;

/// <summary>The credential scope of a V4 signature: <c>20261122/cn-hangzhou/oss/aliyun_v4_request</c>.</summary>
internal sealed record OssV4Scope(string Day, string Region, string Product)
{
    private const string Terminator = "aliyun_v4_request";

    // A client signs thousands of requests with one key, day and region; deriving it anew would be four of five hashes.
    private static readonly RecentlyUsed<(string Secret, OssV4Scope Scope), byte[]> DerivedKeys = new(capacity: 256);

    public override string ToString() => $"{Day}/{Region}/{Product}/{Terminator}";

    /// <summary>Takes <c>ak/day/region/product/aliyun_v4_request</c> apart; null for anything else.</summary>
    public static (string AccessKeyId, OssV4Scope Scope)? Parse(string credential)
        => credential.Split('/') is [{ Length: > 0 } accessKeyId, { Length: > 0 } day, { Length: > 0 } region, { Length: > 0 } product, Terminator]
            ? (accessKeyId, new(day, region, product))
            : null;

    public string Sign(string secret, string text)
    {
        var origin = (secret, this);
        if (DerivedKeys.Find(origin) is not { } key)
        {
            key = DeriveKey(secret);
            DerivedKeys.Set(origin, key);
        }
        return Convert.ToHexStringLower(Mac.Sha256(key, text));
    }

    private byte[] DeriveKey(string secret)
    {
        var key = Mac.Sha256("aliyun_v4" + secret, Day);
        key = Mac.Sha256(key, Region);
        key = Mac.Sha256(key, Product);
        return Mac.Sha256(key, Terminator);
    }
}
