using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;

namespace FcCreds.Tests.Oss.Multipart;

/// <summary>The requests of a multipart upload, spelt out once.</summary>
internal static class MultipartClient
{
    /// <summary>Bytes; the least that every part but the last must have.</summary>
    public const int MinPart = 100 * 1024;

    public static byte[] Bytes(int length, int seed = 1)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    public static string Md5(byte[] content) => Convert.ToHexString(MD5.HashData(content));

    /// <summary>As the Java SDK's tests compute it: the MD5 of the parts' ETags as text.</summary>
    public static string ETagOf(params IEnumerable<byte[]> parts)
    {
        var all = parts.ToList();
        return $"\"{Md5(Encoding.ASCII.GetBytes(string.Concat(all.Select(Md5))))}-{all.Count}\"";
    }

    public static Task<OssAnswer> TryInitiateAsync(this OssClient client, string path, (string, string)[]? headers = null, params (string, string?)[] query)
        => client.SendAsync(new("POST", path) { Query = [("uploads", null), .. query], Headers = headers ?? [], Body = [] });

    public static async Task<string> InitiateAsync(this OssClient client, string path, (string, string)[]? headers = null, params (string, string?)[] query)
        => (await client.TryInitiateAsync(path, headers, query)).IsOk().Xml.Element("UploadId")!.Value;

    public static Task<OssAnswer> UploadPartAsync(this OssClient client, string path, string uploadId, int number, byte[] content, params (string, string)[] headers)
        => client.SendAsync(new("PUT", path) { Query = [("partNumber", $"{number}"), ("uploadId", uploadId)], Body = content, Headers = headers });

    public static Task<OssAnswer> CopyPartAsync(this OssClient client, string path, string uploadId, int number, string source, params (string, string)[] headers)
        => client.SendAsync(new("PUT", path) { Query = [("partNumber", $"{number}"), ("uploadId", uploadId)], Headers = [("x-oss-copy-source", source), .. headers] });

    public static Task<OssAnswer> CompleteAsync(this OssClient client, string path, string uploadId, params (int Number, string ETag)[] parts)
        => client.CompleteAsync(path, uploadId, Document(parts));

    public static Task<OssAnswer> CompleteAsync(this OssClient client, string path, string uploadId, string document, params (string, string)[] headers)
        => client.SendAsync(new("POST", path) { Query = [("uploadId", uploadId)], Headers = headers, Body = Encoding.UTF8.GetBytes(document) });

    public static Task<OssAnswer> CompleteAllAsync(this OssClient client, string path, string uploadId, params (string, string)[] headers)
        => client.CompleteAsync(path, uploadId, "", [("x-oss-complete-all", "yes"), .. headers]);

    public static Task<OssAnswer> AbortAsync(this OssClient client, string path, string uploadId) => client.DeleteAsync(path, ("uploadId", uploadId));

    public static string Document(params (int Number, string ETag)[] parts) => new XElement("CompleteMultipartUpload",
        parts.Select(part => new XElement("Part", new XElement("PartNumber", part.Number), new XElement("ETag", part.ETag)))).ToString();
}
