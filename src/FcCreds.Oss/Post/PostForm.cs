using System.Text;
using FcCreds.Core.Errors;
using FcCreds.Core.Http;
using FcCreds.Core.Signing;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace FcCreds.Oss.Post;

/// <summary>
/// The form of a PostObject request: its fields, read whole, and its file, which is still to be streamed. Fields after the file count for
/// nothing ("PostObject").
/// </summary>
internal sealed class PostForm
{
    private const int MaxFieldName = 8 * 1024;
    private const int MaxFieldValue = 2 * 1024 * 1024;
    private const int MaxFields = 4 * 1024 * 1024;

    private static readonly string[] V4Binds = ["x-oss-signature-version", "x-oss-credential", "x-oss-date"];
    private static readonly string[] S3Binds = ["x-amz-algorithm", "x-amz-credential", "x-amz-date"];

    private readonly MultipartReader reader;
    private readonly List<HeaderField> fields = [];

    private PostForm(MultipartReader reader) => this.reader = reader;

    /// <summary>In the order sent; names as sent.</summary>
    public IReadOnlyList<HeaderField> Fields => fields;

    /// <summary>Without folders; empty when the client named none.</summary>
    public string FileName { get; private set; } = "";

    /// <summary>Content-Type of the part that is the file.</summary>
    public string? FileContentType { get; private set; }

    public Stream File { get; private set; } = Stream.Null;

    /// <summary>Null where the form has no such field; names are the same in any case.</summary>
    public string? this[string name] => fields.Find(field => field.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is { Name: not null } found ? found.Value : null;

    /// <summary>Signed as S3 clients do it.</summary>
    public bool IsOfS3 => this["x-amz-algorithm"] is not null;

    /// <summary>What the policy must fix: all that a signature of version 4 is made from.</summary>
    public IReadOnlyList<string> MustBeBound => IsOfS3 ? S3Binds : this["x-oss-signature-version"] is null ? [] : V4Binds;

    public static bool IsForm(OssCall call) => Boundary(call) is not null;

    public static async ValueTask<PostForm> ReadAsync(OssCall call, CancellationToken ct)
    {
        if (call.Header("Content-Length") is null && call.Header("Transfer-Encoding") is null) throw OssErrors.MissingContentLength.With();
        var form = new PostForm(new(Boundary(call)!, call.Body));
        await form.ReadFieldsAsync(ct);
        return form;
    }

    /// <summary>Null for a form without any credentials.</summary>
    public PresentedSignature? Signature()
    {
        var policy = this["policy"];
        if (IsOfS3) return SignatureOfS3(policy);
        if (this["x-oss-signature-version"] is { } version) return SignatureV4(version, policy);
        var (accessKeyId, signature) = (this["OSSAccessKeyId"], this["Signature"]);
        if ((accessKeyId ?? signature ?? policy) is null) return null;
        foreach (var name in (ReadOnlySpan<string>)["OSSAccessKeyId", "policy", "Signature"])
        {
            if (this[name] is null) throw Missing(name);
        }
        return new OssPostPolicySignature { AccessKeyId = accessKeyId!, Policy = policy!, Provided = signature!, SecurityToken = this["x-oss-security-token"] };
    }

    /// <summary>Goes to the end of the form once the file has been read: exactly one file may be in it.</summary>
    public async Task FinishAsync(CancellationToken ct)
    {
        while (await NextAsync(ct) is { } section)
        {
            if (IsFile(Disposition(section))) throw OssErrors.IncorrectNumberOfFilesInPOSTRequest.With();
            await new FormPart(section.Body).CopyToAsync(Stream.Null, ct);
        }
    }

    private static string? Boundary(OssCall call)
        => MediaTypeHeaderValue.TryParse(call.Header("Content-Type"), out var type)
            && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            && HeaderUtilities.RemoveQuotes(type.Boundary) is { Length: > 0 } boundary
            ? boundary.ToString()
            : null;

    private OssPostPolicySignature SignatureV4(string version, string? policy)
    {
        if (version != OssV4Signature.Algorithm) throw OssErrors.BadArgument("The signature version of the form is not supported.", "x-oss-signature-version", version);
        foreach (var name in (ReadOnlySpan<string>)["policy", "x-oss-credential", "x-oss-date", "x-oss-signature"])
        {
            if (this[name] is null) throw Missing(name);
        }
        var (credential, date) = (this["x-oss-credential"]!, this["x-oss-date"]!);
        if (OssV4Scope.Parse(credential) is not { } parsed || SignatureTime.ParseExact(date, SignatureTime.IsoBasic) is null || !date.StartsWith(parsed.Scope.Day, StringComparison.Ordinal))
            throw OssErrors.PostV4Invalid.With(("ArgumentName", "x-oss-credential"), ("ArgumentValue", credential));
        return new()
        {
            AccessKeyId = parsed.AccessKeyId,
            Policy = policy!,
            Provided = this["x-oss-signature"]!,
            Scope = parsed.Scope,
            SecurityToken = this["x-oss-security-token"],
        };
    }

    private AwsPostPolicySignature SignatureOfS3(string? policy)
    {
        foreach (var name in (ReadOnlySpan<string>)["policy", "x-amz-credential", "x-amz-date", "x-amz-signature"])
        {
            if (this[name] is null) throw Missing(name);
        }
        var (credential, date) = (this["x-amz-credential"]!, this["x-amz-date"]!);
        if (this["x-amz-algorithm"] != AwsV4Signature.Algorithm) throw OssErrors.AwsField("x-amz-algorithm");
        if (AwsV4Scope.Parse(credential) is not { } parsed || SignatureTime.ParseExact(date, SignatureTime.IsoBasic) is null || !date.StartsWith(parsed.Scope.Day, StringComparison.Ordinal))
            throw OssErrors.AwsField("x-amz-credential");
        return new()
        {
            AccessKeyId = parsed.AccessKeyId,
            Policy = policy!,
            Provided = this["x-amz-signature"]!,
            Scope = parsed.Scope,
            SecurityToken = this["x-amz-security-token"],
        };
    }

    private async Task ReadFieldsAsync(CancellationToken ct)
    {
        var total = 0;
        while (await NextAsync(ct) is { } section)
        {
            var disposition = Disposition(section);
            if (IsFile(disposition))
            {
                var name = disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName;
                FileName = HeaderUtilities.RemoveQuotes(name).ToString() is var path ? path[(path.LastIndexOfAny(['/', '\\']) + 1)..] : "";
                FileContentType = section.ContentType;
                File = new FormPart(section.Body);
                return;
            }
            var field = new HeaderField(HeaderUtilities.RemoveQuotes(disposition.Name).ToString(), await ValueAsync(section, ct));
            if (Encoding.UTF8.GetByteCount(field.Name) > MaxFieldName) throw OssErrors.FieldItemTooLong.With(("MaxSizeAllowed", "8192"));
            total += field.Value.Length;
            if (total > MaxFields) throw OssErrors.MaxPOSTPreDataLengthExceededError.With();
            fields.Add(field);
        }
        throw OssErrors.IncorrectNumberOfFilesInPOSTRequest.With();
    }

    private async Task<MultipartSection?> NextAsync(CancellationToken ct)
    {
        try
        {
            return await reader.ReadNextSectionAsync(ct);
        }
        catch (Exception broken) when (FormPart.IsMalformed(broken))
        {
            throw OssErrors.MalformedPOSTRequest.With();
        }
    }

    private static async Task<string> ValueAsync(MultipartSection section, CancellationToken ct)
    {
        using var value = new MemoryStream();
        var block = new byte[4096];
        var body = new FormPart(section.Body);
        while (await body.ReadAsync(block, ct) is > 0 and var count)
        {
            if (value.Length + count > MaxFieldValue) throw OssErrors.FieldItemTooLong.With(("MaxSizeAllowed", "2097152"));
            value.Write(block, 0, count);
        }
        return Encoding.UTF8.GetString(value.GetBuffer(), 0, (int)value.Length);
    }

    private static ContentDispositionHeaderValue Disposition(MultipartSection section)
        => section.GetContentDispositionHeader() is { } disposition && disposition.DispositionType.Equals("form-data", StringComparison.OrdinalIgnoreCase)
            ? disposition
            : throw OssErrors.MalformedPOSTRequest.With();

    private static bool IsFile(ContentDispositionHeaderValue disposition)
        => HeaderUtilities.RemoveQuotes(disposition.Name).Equals("file", StringComparison.OrdinalIgnoreCase);

    private static ServiceException Missing(string name)
        => OssErrors.InvalidArgument.Saying($"Bucket POST must contain a field named '{name}'.  If it is specified, please check the order of the fields.", ("ArgumentName", name), ("ArgumentValue", ""));
}
