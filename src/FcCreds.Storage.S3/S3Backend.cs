using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using FcCreds.Storage.S3.Alone;
using FcCreds.Storage.S3.Facts;
using FcCreds.Storage.S3.Faults;
using FcCreds.Storage.S3.Orphans;

namespace FcCreds.Storage.S3;

/// <summary>The few S3 calls that the store is made of.</summary>
internal sealed class S3Backend : IDisposable
{
    /// <summary>Larger objects are not fetched with what is said of them.</summary>
    public const int AheadLimit = 16 * 1024;

    private const int KnownLimit = 64 * 1024;
    private const int FewNames = 100;

    private readonly BackendFaults faults;
    private readonly KnownReads known;

    public S3Backend(S3StoreOptions options)
    {
        faults = new(options.Endpoint);
        Alone = new(options.Monotonic);
        known = new(Alone, options.Monotonic);
        Names = new(options.BucketPrefix);
        var config = new AmazonS3Config
        {
            ServiceURL = options.Endpoint.AbsoluteUri,
            AuthenticationRegion = options.Region,
            ForcePathStyle = options.PathStyle,
            // Servers other than the newest know no trailing checksums.
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
            HttpClientFactory = new BackendConnections(),
            ConnectTimeout = options.ConnectPatience,
            Timeout = options.AnswerPatience,
        };
        Client = new S3Client(new BasicAWSCredentials(options.AccessKeyId, options.SecretAccessKey.Value), config, faults);
    }

    public IAmazonS3 Client { get; }

    /// <summary>Whether nobody else uses the buckets, as far as somebody looks.</summary>
    public SoleUse Alone { get; }

    /// <summary>This process, as what it writes names it.</summary>
    public WriteOwner Owner { get; } = new();

    public S3Names Names { get; }

    /// <summary>Known once the backend was tried.</summary>
    public ConditionalWrites Conditions { get; set; } = new(Put: false, Complete: false, QuotedTags: true);

    public async Task<StoredObject?> HeadAsync(S3Place place, CancellationToken ct)
    {
        try
        {
            var head = await Client.GetObjectMetadataAsync(place.Bucket, place.Key, ct);
            return new(Tag(head.ETag), Seconds(head.LastModified), head.ContentLength, ObjectLabel.Read(head.Metadata[ObjectLabel.MetadataName]), head.Headers.ContentType);
        }
        catch (AmazonS3Exception fault) when (fault.IsMissing())
        {
            return null;
        }
    }

    /// <summary>What is said of an object, and its content with it where that is small: one request instead of two.</summary>
    public async Task<(StoredObject Stored, byte[]? Content)?> HeadAndContentAsync(S3Place place, CancellationToken ct)
    {
        try
        {
            using var got = await Client.GetObjectAsync(new GetObjectRequest { BucketName = place.Bucket, Key = place.Key, ByteRange = new(0, AheadLimit - 1) }, ct);
            // "bytes 0-4095/4096"; a server that does not know ranges sends all of it.
            var length = got.ContentRange is { } range ? long.Parse(range.AsSpan(range.IndexOf('/', StringComparison.Ordinal) + 1), CultureInfo.InvariantCulture) : got.ContentLength;
            var stored = new StoredObject(Tag(got.ETag), Seconds(got.LastModified), length, ObjectLabel.Read(got.Metadata[ObjectLabel.MetadataName]), got.Headers.ContentType);
            if (length > AheadLimit) return (stored, null);
            var content = new byte[length];
            await got.ResponseStream.ReadExactlyAsync(content, ct);
            return (stored, content);
        }
        catch (AmazonS3Exception fault) when (fault.IsMissing())
        {
            return null;
        }
        catch (AmazonS3Exception fault) when (fault.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable)
        {
            return await HeadAsync(place, ct) is { } stored ? (stored, null) : null;
        }
        catch (IOException fault)
        {
            throw faults.Broken(fault);
        }
    }

    /// <summary>For what is small by nature.</summary>
    public async Task<(byte[] Content, string ETag)?> GetAsync(S3Place place, CancellationToken ct)
        => IsKnowable(place.Bucket, place.Key)
            ? await known.ReadAsync(place.Key, () => GetOnceAsync(place, ct), got => got is null || got.Value.Content.Length <= KnownLimit)
            : await GetOnceAsync(place, ct);

    private async Task<(byte[] Content, string ETag)?> GetOnceAsync(S3Place place, CancellationToken ct)
    {
        try
        {
            using var got = await Client.GetObjectAsync(place.Bucket, place.Key, ct);
            var content = new MemoryStream();
            await got.ResponseStream.CopyToAsync(content, ct);
            return (content.ToArray(), Tag(got.ETag));
        }
        catch (AmazonS3Exception fault) when (fault.IsMissing())
        {
            return null;
        }
        catch (IOException fault)
        {
            throw faults.Broken(fault);
        }
    }

    /// <summary>A slice of the object, if its ETag is still this one (or may be any); null when it is not.</summary>
    public async Task<Stream?> OpenAsync(S3Place place, string? eTag, long offset, long length, CancellationToken ct)
        => await OpenOnceAsync(place, eTag, offset, length, ct) is { } source
            ? new ResumedRead(source, (read, again) => OpenOnceAsync(place, eTag, offset + read, length - read, again), faults.Broken)
            : null;

    private async Task<Stream?> OpenOnceAsync(S3Place place, string? eTag, long offset, long length, CancellationToken ct)
    {
        try
        {
            var got = await Client.GetObjectAsync(
                new GetObjectRequest { BucketName = place.Bucket, Key = place.Key, EtagToMatch = eTag is null ? null : $"\"{eTag}\"", ByteRange = new(offset, offset + length - 1) }, ct);
            return got.ResponseStream;
        }
        catch (AmazonS3Exception fault) when (fault.IsMissing() || fault.IsConditionFailed())
        {
            return null;
        }
    }

    /// <summary>
    /// A content type as the HTTP client will send it. It puts a space behind the semicolon after the AWS client has signed the header,
    /// which the backend takes for a forgery. What the object's type is said to be stands in its description.
    /// </summary>
    public static string MediaType(string? contentType)
        => System.Net.Http.Headers.MediaTypeHeaderValue.TryParse(contentType, out var parsed) ? parsed.ToString() : "application/octet-stream";

    /// <summary>The new ETag, or null when the backend refused the condition.</summary>
    public Task<string?> PutAsync(S3Place place, byte[] content, ObjectLabel? label, string? contentType, WriteCondition condition, CancellationToken ct)
        => IsKnowable(place.Bucket, place.Key)
            ? known.ChangeAsync(place.Key, () => PutOnceAsync(place, content, label, contentType, condition, ct))
            : PutOnceAsync(place, content, label, contentType, condition, ct);

    private async Task<string?> PutOnceAsync(S3Place place, byte[] content, ObjectLabel? label, string? contentType, WriteCondition condition, CancellationToken ct)
    {
        var request = new PutObjectRequest
        {
            BucketName = place.Bucket,
            Key = place.Key,
            InputStream = new MemoryStream(content, writable: false),
            UseChunkEncoding = false,
            ContentType = MediaType(contentType),
        };
        if (label is not null) request.Metadata[ObjectLabel.MetadataName] = label.Write();
        if (Conditions.Put)
        {
            request.IfNoneMatch = condition.NothingThere ? "*" : null;
            request.IfMatch = condition.ETag is { } eTag ? Conditions.Tag(eTag) : null;
        }
        try
        {
            return Tag((await Client.PutObjectAsync(request, ct)).ETag);
        }
        catch (AmazonS3Exception fault) when (!condition.IsNone && fault.IsConditionFailed())
        {
            return null;
        }
    }

    public Task DeleteAsync(S3Place place, CancellationToken ct)
        => IsKnowable(place.Bucket, place.Key)
            ? known.ChangeAsync(place.Key, () => Client.DeleteObjectAsync(place.Bucket, place.Key, ct))
            : Client.DeleteObjectAsync(place.Bucket, place.Key, ct);

    /// <summary>Never fails: what stays behind is seen by nobody, and this follows something whose outcome shall be told.</summary>
    public async Task TryDeleteAsync(S3Place place)
    {
        try
        {
            await DeleteAsync(place, CancellationToken.None);
        }
        catch (Exception fault) when (fault is AmazonServiceException or StoreUnavailableException)
        {
        }
    }

    /// <summary>One page, in the order of the keys' bytes; nothing in a bucket that is not there.</summary>
    public async Task<(IReadOnlyList<ListedObject> Objects, bool More)> ListAsync(string bucket, string prefix, string? after, int limit, CancellationToken ct)
    {
        try
        {
            var page = await Client.ListObjectsV2Async(
                new ListObjectsV2Request { BucketName = bucket, Prefix = prefix, StartAfter = after, MaxKeys = limit, Encoding = EncodingType.Url }, ct);
            var objects = (page.S3Objects ?? []).ConvertAll(listed => new ListedObject(Decode(listed.Key), Tag(listed.ETag), Seconds(listed.LastModified), listed.Size ?? 0));
            return (objects, page.IsTruncated ?? false);
        }
        catch (AmazonS3Exception fault) when (fault.IsMissing())
        {
            return ([], false);
        }
    }

    /// <summary>All names in a folder of the hidden bucket that holds few, as the records of one object are.</summary>
    public ValueTask<IReadOnlyList<string>> ListFolderAsync(string folder, CancellationToken ct)
    {
        return known.ReadAsync(folder, ListAllAsync, names => names.Count <= FewNames);

        async Task<IReadOnlyList<string>> ListAllAsync()
        {
            var names = new List<string>();
            await foreach (var listed in ListHiddenAsync(folder, ct: ct)) names.Add(listed.Key[folder.Length..]);
            return names;
        }
    }

    /// <summary>All names below a prefix of the hidden bucket, or those behind one of them.</summary>
    public async IAsyncEnumerable<ListedObject> ListHiddenAsync(string prefix, string? after = null, [EnumeratorCancellation] CancellationToken ct = default)
    {
        const int pageSize = 1000;
        while (true)
        {
            var (objects, more) = await ListAsync(Names.Hidden, prefix, after, pageSize, ct);
            foreach (var listed in objects) yield return listed;
            if (!more) yield break;
            after = objects[^1].Key;
        }
    }

    /// <summary>
    /// What only FcCreds itself changes, by <see cref="PutAsync"/> and <see cref="DeleteAsync"/>, and what every request asks for: records of
    /// buckets and objects, settings of buckets. Not what tells servers of each other.
    /// </summary>
    private bool IsKnowable(string bucket, string key)
        => bucket == Names.Hidden
            && (key.StartsWith(S3Names.Buckets, StringComparison.Ordinal) || key.StartsWith(S3Names.AllFacts, StringComparison.Ordinal) || key.StartsWith(S3Names.BucketDocuments, StringComparison.Ordinal));

    public static string Tag(string? eTag) => (eTag ?? "").Trim('"');

    public void Dispose() => Client.Dispose();

    // Some servers write a space as '+'; all write a plus sign as %2B. The SDK leaves the decoding to us (AWSSDK.S3 4.0.104).
    private static string Decode(string key) => Uri.UnescapeDataString(key.Replace('+', ' '));

    private static DateTimeOffset Seconds(DateTime? time)
        => DateTimeOffset.FromUnixTimeSeconds(new DateTimeOffset(DateTime.SpecifyKind(time ?? default, DateTimeKind.Utc), TimeSpan.Zero).ToUnixTimeSeconds());
}
