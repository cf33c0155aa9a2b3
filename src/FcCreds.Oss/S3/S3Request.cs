using FcCreds.Core.Http;
using FcCreds.Core.Signing;
using FcCreds.Oss.Addressing;

namespace FcCreds.Oss.S3;

/// <summary>Turns a request of an S3 client into the one that an OSS client would have sent; the signature stays with the original.</summary>
internal static class S3Request
{
    private const string MaxKeys = "max-keys";

    /// <summary>By its signature, or, where nothing is signed, by a host name of the S3-compatible endpoints.</summary>
    public static bool IsSpoken(WireRequest wire, OssHosts hosts)
        => AwsSignature.IsOn(wire)
            || (wire.Header("Authorization") is null && !wire.HasQuery("OSSAccessKeyId") && !wire.HasQuery("x-oss-signature-version") && hosts.Read(wire.Host).IsS3);

    public static WireRequest Translate(WireRequest wire, S3Operation? operation, OssLevel level)
    {
        List<HeaderField> headers = [];
        List<QueryParameter> query = [];
        foreach (var field in wire.Headers) Add(headers, field.Name, field.Value, level);
        // Operations see the body decoded, so they are told its decoded length.
        if (AwsChunked.IsOn(wire) && wire.Header(AwsChunked.LengthHeader) is { } length)
        {
            headers.RemoveAll(field => field.Name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase));
            headers.Add(new("Content-Length", length));
        }
        foreach (var parameter in wire.Query)
        {
            // Presigned URLs carry headers too: aws-sdk-js moves x-amz-acl and its like into the query.
            if (IsS3(parameter.Name)) Add(headers, parameter.Name, parameter.Value ?? "", level);
            // aws-sdk-js names its operation there.
            else if (parameter.Name is not ("x-id" or "AWSAccessKeyId" or "Signature" or "Expires")) query.Add(parameter);
        }
        switch (operation?.Name)
        {
            // S3 always clips a range or answers 416.
            case "GetObject": headers.Add(new("x-oss-range-behavior", "standard")); break;
            case "ListObjects" or "ListObjectsV2" or "ListObjectVersions": SetPageSize(query); break;
            case "ListBuckets": RenamePaging(query); break;
        }
        return wire with { Headers = headers, Query = query };
    }

    private static void Add(List<HeaderField> headers, string name, string value, OssLevel level)
    {
        switch (name.ToLowerInvariant())
        {
            // Compression takes ETag and length away, which S3 clients count on.
            case "accept-encoding":
            // Signed requests of OSS's own documentation carry it.
            case "x-oss-s3-compat":
            // s3cmd's modify sends back all headers of the reply that it has just read (2.3.0).
            case "x-oss-hash-crc64ecma" or "x-oss-object-type" or "x-oss-request-id" or "x-oss-server-time" or "x-oss-version-id":
                return;
            case "content-encoding":
                if (AwsChunked.Without(value) is { Length: > 0 } rest) headers.Add(new(name, rest));
                return;
        }
        if (!IsS3(name)) headers.Add(new(name, value));
        else if (!S3Names.IsConsumed(name) && S3Names.OssHeader(name, level == OssLevel.Object) is { } ossName)
            headers.Add(new(ossName, S3Names.OssValue(ossName, value)));
    }

    /// <summary>Refuses what S3 clients may ask for and this door does not carry.</summary>
    public static void Check(OssCall call)
    {
        // What S3 has no name for, OSS may have: browsers ask with OPTIONS whoever serves them.
        var carried = call.S3?.Row ?? (call.Wire.Method == "OPTIONS" ? call.Row?.Name : null);
        if (carried is null || (call.Row is { } row && row.Name != carried))
        {
            var name = (call.S3 is { Row: null } ? call.S3.Name : call.Row?.Name) ?? call.Wire.Method;
            throw OssErrors.NotImplemented.Saying($"The S3-compatible API has no operation {name}.", ("Operation", name));
        }
        foreach (var name in call.Received.Headers.Select(field => field.Name).Concat(call.Received.Query.Select(parameter => parameter.Name)))
        {
            if (!IsS3(name) || S3Names.IsConsumed(name) || S3Names.OssHeader(name, onObject: true) is not null) continue;
            if (!call.Options.Loose) throw OssErrors.NotImplemented.With(("Header", name.ToLowerInvariant()));
            call.Note("ignored-header", $"The S3-compatible API does not read the header {name}.");
        }
    }

    private static bool IsS3(string name) => name.StartsWith(S3Names.Prefix, StringComparison.OrdinalIgnoreCase);

    /// <summary>S3's pages have up to 1,000 keys where none are asked for, and never more; OSS's have 100 and refuse to be larger.</summary>
    private static void SetPageSize(List<QueryParameter> query)
    {
        const int Most = 1000;
        var at = query.FindIndex(parameter => parameter.Name == MaxKeys);
        if (at < 0) query.Add(new(MaxKeys, "1000"));
        else if (long.TryParse(query[at].Value, out var asked) && asked > Most) query[at] = new(MaxKeys, "1000");
    }

    private static void RenamePaging(List<QueryParameter> query)
    {
        for (var at = 0; at < query.Count; at++)
        {
            if (query[at].Name == "max-buckets") query[at] = query[at] with { Name = MaxKeys };
            if (query[at].Name == "continuation-token") query[at] = query[at] with { Name = "marker" };
        }
    }
}
