using System.Globalization;
using System.Text.RegularExpressions;
using FcCreds.Core.Policy;
using FcCreds.Identity.Ram;
using FcCreds.Identity.Rpc;

namespace FcCreds.Identity.Sts;

/// <summary>The parameters of AssumeRole, within the limits of its page.</summary>
internal sealed partial record AssumeRoleParameters
{
    public static readonly TimeSpan DefaultDuration = TimeSpan.FromHours(1);

    private const int MinDuration = 900;
    private const int MaxPolicyLength = 2048;

    private static readonly string[] ReservedSourceIdentities = ["acs:", "aliyun:", "alibabacloud:"];

    public required RoleArn RoleArn { get; init; }

    public required string RoleSessionName { get; init; }

    /// <summary>Null: one hour.</summary>
    public TimeSpan? Duration { get; init; }

    public string? Policy { get; init; }

    public string? ExternalId { get; init; }

    public string? SourceIdentity { get; init; }

    public static AssumeRoleParameters Read(RpcRequest request) => new()
    {
        RoleArn = ReadRoleArn(request.Required("RoleArn")),
        RoleSessionName = ReadSessionName(request.Required("RoleSessionName")),
        Duration = ReadDuration(request),
        Policy = ReadPolicy(request),
        ExternalId = ReadExternalId(request),
        SourceIdentity = ReadSourceIdentity(request),
    };

    /// <summary>Of a call that an identity provider vouches for: what is missing is named differently, and fewer parameters exist.</summary>
    public static AssumeRoleParameters ReadFederated(RpcRequest request) => new()
    {
        RoleArn = ReadRoleArn(StsErrors.Require(request, "RoleArn")),
        RoleSessionName = ReadSessionName(StsErrors.Require(request, "RoleSessionName")),
        Duration = ReadDuration(request),
        Policy = ReadPolicy(request),
    };

    /// <summary>Of a call whose session is named by what vouches for the caller.</summary>
    public static AssumeRoleParameters ReadUnnamed(RpcRequest request) => new()
    {
        RoleArn = ReadRoleArn(StsErrors.Require(request, "RoleArn")),
        RoleSessionName = "",
        Duration = ReadDuration(request),
        Policy = ReadPolicy(request),
    };

    public AssumeRoleParameters Named(string sessionName) => this with { RoleSessionName = ReadSessionName(sessionName) };

    private static RoleArn ReadRoleArn(string text) => RoleArn.TryParse(text, out var arn) ? arn : throw StsErrors.RoleArn.With();

    private static string ReadSessionName(string name) => SessionName().IsMatch(name) ? name : throw StsErrors.RoleSessionName.With();

    private static TimeSpan? ReadDuration(RpcRequest request)
    {
        if (!request.Has("DurationSeconds", out var text)) return null;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds >= MinDuration
            ? TimeSpan.FromSeconds(seconds)
            : throw StsErrors.DurationSeconds.With();
    }

    private static string? ReadPolicy(RpcRequest request)
    {
        if (!request.Has("Policy", out var policy)) return null;
        if (policy.Length > MaxPolicyLength) throw StsErrors.PolicySize.With();
        return PolicyDocument.Parse(policy, PolicyKind.Identity).IsValid ? policy : throw StsErrors.PolicyGrammar.With();
    }

    private static string? ReadExternalId(RpcRequest request)
    {
        if (!request.Has("ExternalId", out var id)) return null;
        return ExternalIdPattern().IsMatch(id) ? id : throw StsErrors.ExternalId.With();
    }

    private static string? ReadSourceIdentity(RpcRequest request)
    {
        if (!request.Has("SourceIdentity", out var identity)) return null;
        var isReserved = ReservedSourceIdentities.Any(prefix => identity.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));
        return !isReserved && SourceIdentityPattern().IsMatch(identity) ? identity : throw StsErrors.SourceIdentity.With();
    }

    [GeneratedRegex(@"\A[A-Za-z0-9.@\-_]{2,64}\z")]
    private static partial Regex SessionName();

    [GeneratedRegex(@"\A[A-Za-z0-9_+=,.@:/\-]{2,1224}\z")]
    private static partial Regex ExternalIdPattern();

    [GeneratedRegex(@"\A[A-Za-z0-9_+=,.@\-]{2,64}\z")]
    private static partial Regex SourceIdentityPattern();
}
