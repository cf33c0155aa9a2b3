using System.Xml.Linq;

namespace FcCreds.Oss.S3;

/// <summary>Turns OSS's answer into that of an S3 server: the names of headers, and the few documents that differ.</summary>
internal static class S3Reply
{
    private static readonly XNamespace Namespace = "http://s3.amazonaws.com/doc/2006-03-01/";

    public static OssReply Of(OssReply reply, OssCall call)
    {
        var document = Render(reply, call);
        var translated = new OssReply(reply.Status)
        {
            Content = document is null ? reply.Content : OssXml.Write(document),
            Stream = reply.Stream,
            Length = document is null ? reply.Length : null,
            IsCompressed = reply.IsCompressed,
            IsChunked = reply.IsChunked,
            Code = reply.Code,
            Ec = reply.Ec,
        };
        foreach (var (name, value) in reply.Headers)
        {
            var spelt = name == "ETag" && call.Options.LowerCaseETags ? value.ToLowerInvariant() : value;
            translated.With(S3Names.S3Header(name), S3Names.S3Value(name, spelt));
        }
        if (document is not null && reply.Document is null) translated.With("Content-Type", OssXml.ContentType);
        if (call.S3?.Name == "HeadBucket") translated.With("x-amz-bucket-region", call.FoundBucket?.Region);
        return translated.With("x-amz-request-id", call.RequestId);
    }

    private static XElement? Render(OssReply reply, OssCall call)
    {
        // A quiet delete of OSS answers nothing at all; S3 clients want the document.
        if (call.S3?.Name == "DeleteObjects" && reply is { Status: 200, Document: null }) return InNamespace(new("DeleteResult"));
        if (reply.Document is not { } document) return null;
        if (call.Options.LowerCaseETags)
        {
            foreach (var etag in document.Descendants("ETag")) etag.Value = etag.Value.ToLowerInvariant();
        }
        return InNamespace(call.S3?.Name switch
        {
            "GetBucketAcl" or "GetObjectAcl" => S3Acl.Render(document),
            "GetBucketLifecycleConfiguration" => S3Lifecycle.Render(document),
            "ListBuckets" => S3Listing.Buckets(document),
            "ListObjects" or "ListObjectsV2" or "ListObjectVersions" or "ListMultipartUploads" or "ListParts" => S3Listing.Objects(document),
            _ => document,
        });
    }

    private static XElement InNamespace(XElement root)
    {
        foreach (var element in root.DescendantsAndSelf()) element.Name = Namespace + element.Name.LocalName;
        return root;
    }
}
