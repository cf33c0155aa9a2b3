using System.Security.Cryptography;
using System.Text;

namespace FcCreds.Storage.S3;

/// <summary>Names of everything at the backend, all below one bucket prefix.</summary>
internal sealed class S3Names(string bucketPrefix)
{
    /// <summary>Name of the hidden bucket, less the prefix; nobody can create an OSS bucket of that name.</summary>
    public const string HiddenBucketName = "fccreds-internal";

    public const string Documents = "documents/";

    /// <summary>Settings and uploads of buckets.</summary>
    public const string BucketDocuments = Documents + "bucket/";

    /// <summary>Records of all objects.</summary>
    public const string AllFacts = "facts/";

    public const string Buckets = "buckets/";
    public const string Stages = "staged/";
    public const string Trials = "trial/";

    /// <summary>Notes of uploads to the backend that are open.</summary>
    public const string Uploads = "uploads/";

    /// <summary>Signs of life of the processes on the store.</summary>
    public const string Owners = "owners/";

    private const int MaxPrefixLength = 20;
    private const int MaxBucketNameLength = 63;

    /// <summary>Whether a text can begin bucket names and leaves them room.</summary>
    public static bool IsPrefix(string text) => text.Length <= MaxPrefixLength && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-') && !text.StartsWith('-');

    public string Hidden { get; } = bucketPrefix + HiddenBucketName;

    /// <exception cref="NameNotStorableException">The prefix leaves too little room.</exception>
    public string Bucket(string name) => bucketPrefix.Length + name.Length <= MaxBucketNameLength
        ? bucketPrefix + name
        : throw new NameNotStorableException($"With the bucket prefix '{bucketPrefix}', this name is longer than the {MaxBucketNameLength} characters that S3 allows.");

    /// <exception cref="NameNotStorableException">The key is spelt out and becomes too long by that.</exception>
    public S3Place Object(ObjectName name)
    {
        if (!HiddenBucket.IsHidden(name.Bucket) && !S3Place.IsHidden(name.Key)) return new(Bucket(name.Bucket), name.Key);
        var spelt = HiddenObjects(name.Bucket) + S3Place.Spell(name.Key);
        return spelt.Length <= S3Place.MaxKeyBytes
            ? new(Hidden, spelt)
            : throw new NameNotStorableException($"The S3 store spells out a key with empty or dot segments, backslashes or control characters, and this one is then longer than the {S3Place.MaxKeyBytes} bytes that S3 allows.");
    }

    /// <summary>Content that waits to be joined to other pieces.</summary>
    public S3Place Staged(string id) => new(Hidden, Stages + id);

    public S3Place UploadNote(string writeId) => new(Hidden, Uploads + writeId);

    public S3Place Document(string name) => new(Hidden, Documents + name);

    public S3Place BucketRecord(string name) => new(Hidden, Buckets + name);

    /// <summary>Objects whose keys no S3 client could say, and those of hidden buckets.</summary>
    public static string HiddenObjects(string bucket) => $"objects/{bucket}/";

    public static string Facts(string bucket) => $"{AllFacts}{bucket}/";

    /// <summary>The index of the versions that are not under their own keys.</summary>
    public static string Versions(string bucket) => $"versions/{bucket}/";

    /// <summary>Their content.</summary>
    public static string Past(string bucket) => $"past/{bucket}/";

    /// <summary>The folder of a key's entries in the index.</summary>
    /// <exception cref="NameNotStorableException">The key is spelt out and becomes too long by that.</exception>
    public static string Versions(ObjectName name) => $"{Versions(name.Bucket)}{Versionable(name)}/";

    public S3Place Past(ObjectName name, string position) => new(Hidden, $"{Past(name.Bucket)}{Versionable(name)}/{position}");

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

    private static string Versionable(ObjectName name) => !IsLong(name)
        ? S3Place.Spell(name.Key)
        : throw new NameNotStorableException("The S3 store spells out the keys of versions, and this one is longer than the about 350 bytes for which that works.");
}
