using System.Globalization;
using System.Text.Json;
using FcCreds.Core.Errors;
using FcCreds.Core.Http;
using FcCreds.Storage;

namespace FcCreds.Oss.Post;

/// <summary>
/// The policy of a form: until when it holds and what the form may say. "PostObject", appendix "Post Policy"; a condition is an object
/// <c>{"bucket":"b"}</c> or a list <c>["starts-with","$key","user/"]</c>.
/// </summary>
internal sealed class PostPolicy
{
    private readonly DateTimeOffset expiration;
    private readonly List<PostCondition> conditions = [];
    private (long Least, long Most)? length;

    private PostPolicy(DateTimeOffset expiration) => this.expiration = expiration;

    public static PostPolicy Read(string base64)
    {
        try
        {
            using var document = JsonText.Parse(Convert.FromBase64String(base64));
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object) throw Invalid("not a JSON object");
            if (!root.TryGetProperty("expiration", out var end) || end.ValueKind != JsonValueKind.String
                || !DateTimeOffset.TryParse(end.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var expiration))
                throw Invalid("policy must have a valid expiration");
            if (!root.TryGetProperty("conditions", out var list) || list.ValueKind != JsonValueKind.Array) throw Invalid("policy must have a list of conditions");
            var policy = new PostPolicy(expiration);
            foreach (var condition in list.EnumerateArray()) policy.Add(condition);
            return policy;
        }
        catch (FormatException)
        {
            throw Invalid("not base64");
        }
        catch (JsonException)
        {
            throw Invalid("not JSON");
        }
    }

    /// <summary>Everything that can be told before the file has been read.</summary>
    public void Check(OssCall call, PostForm form)
    {
        if (call.Clocks.Wire.GetUtcNow() >= expiration) throw OssErrors.AccessDenied.Saying("Invalid according to Policy: Policy expired.");
        // A form signed the new way must bind what it is signed with.
        if (form.MustBeBound.FirstOrDefault(name => !conditions.Exists(one => one.Field == name)) is { } unbound)
            throw OssErrors.PostV4Invalid.With(("ArgumentName", unbound), ("ArgumentValue", ""));
        foreach (var condition in conditions)
        {
            if (!condition.Holds(ValueOf(call, form, condition.Field)))
                throw OssErrors.AccessDenied.Saying($"Invalid according to Policy: Policy Condition failed: {condition.Text}");
        }
    }

    public void Check(ContentDigest file)
    {
        if (length is not { } bounds) return;
        if (file.Length < bounds.Least)
            throw OssErrors.EntityTooSmall.With(("ProposedSize", Number(file.Length)), ("MinSizeAllowed", Number(bounds.Least)));
        if (file.Length > bounds.Most)
            throw OssErrors.EntityTooLarge.With(("ProposedSize", Number(file.Length)), ("MaxSizeAllowed", Number(bounds.Most)));
    }

    private static string ValueOf(OssCall call, PostForm form, string field) => field switch
    {
        "bucket" => call.Address.Bucket,
        "content-type" => PostObject.ContentType(form) ?? "",
        _ => form[field] ?? "",
    };

    private void Add(JsonElement condition)
    {
        switch (condition.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in condition.EnumerateObject())
                    conditions.Add(PostCondition.Equal(property.Name, property.Value.ValueKind == JsonValueKind.String ? property.Value.GetString()! : property.Value.GetRawText()));
                return;
            case JsonValueKind.Array when condition.EnumerateArray().ToArray() is [{ ValueKind: JsonValueKind.String } kind, var first, var second]:
                if (kind.GetString() == "content-length-range") length = (Bound(first), Bound(second));
                else conditions.Add(PostCondition.Read(kind.GetString()!, first, second, condition.GetRawText()) ?? throw Invalid($"unknown condition {condition.GetRawText()}"));
                return;
            default:
                throw Invalid($"invalid condition {condition.GetRawText()}");
        }
    }

    private static long Bound(JsonElement bound)
        => bound.ValueKind == JsonValueKind.Number && bound.TryGetInt64(out var bytes) && bytes >= 0 ? bytes
            : bound.ValueKind == JsonValueKind.String && long.TryParse(bound.GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out bytes) ? bytes
            : throw Invalid("content-length-range takes two lengths");

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static ServiceException Invalid(string what) => OssErrors.InvalidPolicyDocument.Saying($"Invalid Policy: {what}.");
}
