using System.Security.Cryptography;
using System.Text;

namespace FcCreds.Storage.S3;

/// <summary>Names of everything at the backend, all below one bucket prefix.</summary>
internal sealed class S3Names(string bucketPrefix)
{
    /// <summary>Name of the hidden bucket, less the prefix; nobody can create an OSS bucket of that name.</summary>
    public const string HiddenBucketName = "fccreds-internal";

    public const string Documents = "documents/";
    public const string Buckets = "buckets/";

    private const int MaxPrefixLength = 20;

    /// <summary>Whether a text can begin bucket names and leaves them room.</summary>
    public static bool IsPrefix(string text) => text.Length <= MaxPrefixLength && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-') && !text.StartsWith('-');

    public string Hidden { get; } = bucketPrefix + HiddenBucketName;

    public string Bucket(string name) => bucketPrefix + name;

    public S3Place Object(ObjectName name) => S3Place.IsHidden(name.Key)
        ? new(Hidden, HiddenObjects(name.Bucket) + S3Place.Spell(name.Key))
        : new(Bucket(name.Bucket), name.Key);

    public S3Place Document(string name) => new(Hidden, Documents + name);

    public S3Place BucketRecord(string name) => new(Hidden, Buckets + name);

    /// <summary>Objects whose keys no S3 client could say.</summary>
    public static string HiddenObjects(string bucket) => $"objects/{bucket}/";

    public static string Facts(string bucket) => $"facts/{bucket}/";

    /// <summary>
    /// The folder of an object's records. A key that is too long to be spelt out there is named by its hash, behind all others.
    /// </summary>
    public static string Facts(ObjectName name) => IsLong(name)
        ? $"{Facts(name.Bucket)}~{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name.Key)))}/"
        : $"{Facts(name.Bucket)}{S3Place.Spell(name.Key)}/";

    /// <summary>Whether a listing finds the records of this key only by asking for them one by one.</summary>
    public static bool IsLong(ObjectName name)
    {
        const int recordName = 250;
        return Facts(name.Bucket).Length + (2 * Encoding.UTF8.GetByteCount(name.Key)) + recordName > S3Place.MaxKeyBytes;
    }
}
