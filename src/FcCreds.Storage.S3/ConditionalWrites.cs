namespace FcCreds.Storage.S3;

/// <summary>What a backend does with <c>If-None-Match: *</c> and <c>If-Match</c> on writes; found out by trying.</summary>
/// <param name="Put">PUT of an object is refused when the condition does not hold.</param>
/// <param name="Complete">So is the completion of a multipart upload. Ceph 16 ignores the condition there.</param>
/// <param name="QuotedTags">Ceph 16 compares If-Match on PUT byte by byte with a tag that has no quotes.</param>
internal sealed record ConditionalWrites(bool Put, bool Complete, bool QuotedTags)
{
    public string Tag(string eTag) => QuotedTags ? $"\"{eTag}\"" : eTag;
}
