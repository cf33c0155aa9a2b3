using FcCreds.Core.Sessions;

namespace FcCreds.Core.Signing;

/// <summary>The credential scope of an AWS V4 signature: <c>20261122/us-east-1/s3/aws4_request</c>. OSS takes any region there.</summary>
internal sealed record AwsV4Scope(string Day, string Region, string Service)
{
    private const string Terminator = "aws4_request";
    private static readonly RecentlyUsed<(string Secret, AwsV4Scope Scope), byte[]> DerivedKeys = new(capacity: 256);

    public override string ToString() => $"{Day}/{Region}/{Service}/{Terminator}";

    /// <summary>Takes <c>ak/day/region/s3/aws4_request</c> apart; null for anything else.</summary>
    public static (string AccessKeyId, AwsV4Scope Scope)? Parse(string credential)
        => credential.Split('/') is [{ Length: > 0 } accessKeyId, { Length: 8 } day, { Length: > 0 } region, "s3", Terminator]
            ? (accessKeyId, new(day, region, "s3"))
            : null;

    /// <summary>The key that signs one day's requests of this scope.</summary>
    public byte[] DeriveKey(string secret)
    {
        var origin = (secret, this);
        if (DerivedKeys.Find(origin) is { } known) return known;
        var key = Mac.Sha256("AWS4" + secret, Day);
        key = Mac.Sha256(key, Region);
        key = Mac.Sha256(key, Service);
        key = Mac.Sha256(key, Terminator);
        DerivedKeys.Set(origin, key);
        return key;
    }
}
