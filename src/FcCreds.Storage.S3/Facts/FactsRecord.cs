using System.Globalization;
using FcCreds.Storage.S3.Versions;

namespace FcCreds.Storage.S3.Facts;

/// <summary>
/// Name of a record about one write of an object. It names the write it is about, so that it says nothing about any other, and the
/// fields that a listing needs, so that a listing reads no record.
/// </summary>
/// <param name="WriteId">As in the object's metadata.</param>
/// <param name="BackendETag">Of the object at the backend; a listing sees no write id and goes by this and the time.</param>
/// <param name="Stamp">Which version the object is; null for the <c>null</c> version.</param>
internal sealed record FactsRecord(
    string WriteId, string BackendETag, DateTimeOffset LastModified, string ETag, string ObjectType, string StorageClass, VersionStamp? Stamp = null)
{
    /// <summary>Stands where a write id would, for an object that somebody else wrote.</summary>
    public const string ForeignWrite = "foreign";

    /// <summary>Written before the object is, so that nobody ever finds the one without the other.</summary>
    public static FactsRecord Ahead(string writeId, ObjectDescription description, VersionStamp? stamp = null)
        => new(writeId, "", DateTimeOffset.UnixEpoch, description.ETag, description.ObjectType, description.StorageClass, stamp);

    public static FactsRecord Of(StoredObject stored, ObjectDescription description, VersionStamp? stamp = null) => new(
        stored.Label?.WriteId ?? ForeignWrite, stored.ETag, stored.LastModified, description.ETag, description.ObjectType, description.StorageClass, stamp);

    /// <summary>Whether it is about this object: the write id says so, and for an object without one its ETag and time.</summary>
    public bool IsAbout(StoredObject stored) => stored.Label is { } label
        ? WriteId == label.WriteId
        : WriteId == ForeignWrite && IsAbout(stored.ETag, stored.LastModified);

    /// <summary>Whether a listed object is the one this record is about.</summary>
    public bool IsAbout(string backendETag, DateTimeOffset lastModified)
        => BackendETag == backendETag && LastModified.ToUnixTimeSeconds() == lastModified.ToUnixTimeSeconds();

    public string Write() => string.Join('.',
        [WriteId, BackendETag, LastModified.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
            NameField.Encode(ETag), NameField.Encode(ObjectType), NameField.Encode(StorageClass), .. Stamp is null ? [] : (string[])[Stamp.Write()]]);

    /// <summary>Null for a name that is none of ours.</summary>
    public static FactsRecord? Read(string name)
    {
        if (name.Split('.') is not [var writeId, var backendETag, var seconds, var eTag, var type, var storageClass, .. var rest] || rest.Length > 1) return null;
        if (!long.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var time)) return null;
        return new(
            writeId, backendETag, DateTimeOffset.FromUnixTimeSeconds(time), NameField.Decode(eTag), NameField.Decode(type), NameField.Decode(storageClass),
            rest is [var stamp] ? VersionStamp.Read(stamp) : null);
    }
}
