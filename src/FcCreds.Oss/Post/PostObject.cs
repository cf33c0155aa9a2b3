using System.Xml.Linq;
using FcCreds.Core.Http;
using FcCreds.Oss.Access;
using FcCreds.Oss.Addressing;
using FcCreds.Oss.Api;
using FcCreds.Oss.Object;
using FcCreds.Oss.S3;
using FcCreds.Storage;

namespace FcCreds.Oss.Post;

/// <summary>
/// "PostObject": an upload from an HTML form. Who sends it is in the form, and so is what other uploads say in headers; a signature in
/// header or URL counts for nothing.
/// </summary>
internal sealed class PostObject : IOperation<PostObject>
{
    private const string FileNameVariable = "${filename}";

    private static readonly string[] BodyHeaders = ["Content-Length", "Transfer-Encoding", "Content-Type", "Content-MD5", "Content-Encoding"];

    public required PostForm Form { get; init; }

    public required PostPolicy? Policy { get; init; }

    public required ObjectUpload Upload { get; init; }

    public static ValueTask<PostObject> ReadAsync(OssCall call, CancellationToken ct)
    {
        var form = call.Form ?? throw OssErrors.RequestIsNotMultiPartContent.With();
        var policy = form["policy"] is { } signed ? PostPolicy.Read(signed) : null;
        policy?.Check(call, form);
        if (form["key"] is not { } key) throw OssErrors.BadArgument("Bucket POST must contain a field named 'key'.  If it is specified, please check the order of the fields.", "key", "");
        if (form["x-oss-tagging"] is { } tagging) throw OssErrors.BadArgument("A form cannot tag the object.", "x-oss-tagging", tagging);
        // The policy has looked at the key as the form says it ("PostObject").
        key = key.Replace(FileNameVariable, form.FileName, StringComparison.Ordinal);
        ObjectKey.Check(key);
        call.Address = call.Address with { Key = key };
        call.Wire = call.Wire with { Headers = AsHeaders(call.Wire, form) };
        return new(new PostObject { Form = form, Policy = policy, Upload = ObjectUpload.Read(call) });
    }

    public static IEnumerable<Demand> Demands(PostObject input, OssCall call) => input.Upload.Options.Demands(call);

    public static async ValueTask<OssReply> RunAsync(PostObject input, OssCall call, CancellationToken ct)
    {
        var version = await input.Upload.StoreAsync(call, input.Form.File, CheckAsync, ct);
        return await input.Upload.AnswerAsync(call, version, () => Answer(input.Form, call, version), ct);

        async Task CheckAsync(ContentDigest file)
        {
            input.Policy?.Check(file);
            await input.Form.FinishAsync(ct);
        }
    }

    /// <summary>A field says more than the file's part.</summary>
    public static string? ContentType(PostForm form) => form["x-oss-content-type"] ?? form["Content-Type"] ?? form.FileContentType;

    private static OssReply Answer(PostForm form, OssCall call, ObjectVersion version)
    {
        var etag = ObjectHeaders.Quoted(version.Description.ETag);
        if (form["success_action_redirect"] is { Length: > 0 } target && Uri.TryCreate(target, UriKind.Absolute, out var redirect))
        {
            var mark = redirect.Query.Length > 0 ? '&' : '?';
            var query = $"{mark}bucket={Escape(call.Address.Bucket)}&key={Escape(call.Address.Key)}&etag={Escape(etag)}";
            return new OssReply(303) { Length = 0 }.With("Location", redirect.AbsoluteUri + query);
        }
        var location = $"{call.Wire.Scheme}://{call.Wire.Host}/{PercentEncoding.EncodePath(call.Address.Key)}";
        if (form["success_action_status"] != "201") return OssReply.Empty(form["success_action_status"] == "200" ? 200 : 204).With("Location", location);
        return OssReply.Xml(
            new XElement("PostResponse",
                new XElement("Bucket", call.Address.Bucket),
                new XElement("ETag", etag),
                new XElement("Key", call.Address.Key),
                new XElement("Location", location)),
            status: 201).With("Location", location);
    }

    /// <summary>The fields in the place where every other upload has them.</summary>
    private static List<HeaderField> AsHeaders(WireRequest wire, PostForm form)
    {
        List<HeaderField> headers = [.. wire.Headers.Where(header => !BodyHeaders.Contains(header.Name, StringComparer.OrdinalIgnoreCase)
            && !header.Name.StartsWith("x-oss-", StringComparison.OrdinalIgnoreCase))];
        headers.AddRange((form.IsOfS3 ? S3Form.Headers(form) : form.Fields).Where(field => !field.Name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase)));
        if (ContentType(form) is { } type) headers.Add(new("Content-Type", type));
        return headers;
    }

    private static string Escape(string text) => Uri.EscapeDataString(text);
}
