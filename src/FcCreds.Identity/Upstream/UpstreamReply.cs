using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace FcCreds.Identity.Upstream;

/// <summary>What STS answers AssumeRole with: credentials, or a code and a message.</summary>
internal sealed record UpstreamReply
{
    public UpstreamReplyCredentials? Credentials { get; init; }

    public string? Code { get; init; }

    public string? Message { get; init; }

    /// <summary>Null when the body is no JSON object.</summary>
    public static UpstreamReply? Read(byte[] body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, UpstreamJson.Default.UpstreamReply);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>The triple; anything of it may be missing in what a stranger answers.</summary>
internal sealed record UpstreamReplyCredentials(string? AccessKeyId, string? AccessKeySecret, string? SecurityToken, string? Expiration)
{
    /// <summary>From the metadata service, which has them at the top; null when the text is no JSON object.</summary>
    public static UpstreamReplyCredentials? Read(string text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, UpstreamJson.Default.UpstreamReplyCredentials);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public bool IsWhole => !string.IsNullOrEmpty(AccessKeyId) && !string.IsNullOrEmpty(AccessKeySecret) && !string.IsNullOrEmpty(SecurityToken) && Ends is not null;

    public DateTimeOffset? Ends
        => DateTimeOffset.TryParse(Expiration, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var end) ? end : null;
}

[JsonSerializable(typeof(UpstreamReply))]
[JsonSerializable(typeof(GetRoleReply))]
[JsonSerializable(typeof(ListPoliciesReply))]
[JsonSerializable(typeof(GetPolicyReply))]
internal sealed partial class UpstreamJson : JsonSerializerContext;
