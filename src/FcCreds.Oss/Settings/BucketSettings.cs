using System.Collections.Concurrent;
using System.Collections.Immutable;
using FcCreds.Oss.Access;
using FcCreds.Storage;

namespace FcCreds.Oss.Settings;

/// <summary>
/// Everything that can be set about a bucket, each setting as the document it was given as. One value per state: whoever holds it sees
/// no half of a change.
/// </summary>
internal sealed class BucketSettings(ImmutableSortedDictionary<string, string> documents)
{
    public static readonly BucketSettings None = new(ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal));

    /// <summary>The bucket that the settings were made for. A write that was late for its own bucket must not speak for the next of that name.</summary>
    private const string BucketId = ".bucket";

    public const string AclName = "acl";
    public const string VersioningName = "versioning";

    private readonly ConcurrentDictionary<string, object> views = new(StringComparer.Ordinal);

    public ImmutableSortedDictionary<string, string> Documents { get; } = documents;

    /// <summary>Private unless set.</summary>
    public string Acl => Find(AclName) ?? AccessControl.Private;

    public VersionMode VersionMode => Find(VersioningName) switch
    {
        null => VersionMode.Off,
        "Enabled" => VersionMode.On,
        _ => VersionMode.Suspended,
    };

    /// <summary>These, or none when they are another bucket's of the same name.</summary>
    public BucketSettings Of(BucketRecord bucket) => Find(BucketId) is { } id && id != bucket.Id ? None : this;

    public BucketSettings For(BucketRecord bucket) => bucket.Id.Length == 0 ? this : With(BucketId, bucket.Id);

    /// <summary>Null when it was never set, or deleted.</summary>
    public string? Find(string name) => Documents.GetValueOrDefault(name);

    /// <summary>Settings of a kind of which a bucket has many, each with its own name, in the order of names.</summary>
    public IEnumerable<KeyValuePair<string, string>> All(string kind)
        => Documents.Where(one => one.Key.Length > kind.Length && one.Key[kind.Length] == '/' && one.Key.StartsWith(kind, StringComparison.Ordinal))
            .Select(one => KeyValuePair.Create(one.Key[(kind.Length + 1)..], one.Value));

    /// <summary>A setting in the form in which requests need it; read once for as long as the settings stay. Null when it is not set.</summary>
    public T? View<T>(string name, Func<string, T> read)
        where T : class
        => Find(name) is { } document ? (T)views.GetOrAdd(name, static (_, from) => from.read(from.document), (read, document)) : null;

    /// <summary>A copy with the setting, or without it.</summary>
    public BucketSettings With(string name, string? document)
        => new(document is null ? Documents.Remove(name) : Documents.SetItem(name, document));
}
