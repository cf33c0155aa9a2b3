using FcCreds.Core.Policy;
using FcCreds.Identity.Ram.Records;

namespace FcCreds.Identity.Ram.Api;

/// <summary>A system or custom policy in what replies tell of both.</summary>
internal sealed record ManagedPolicy(string PolicyName, string PolicyType, string Description, string DefaultVersion, DateTimeOffset CreateDate, DateTimeOffset UpdateDate)
{
    /// <summary>System policies have one version each here; the cloud does not say since when.</summary>
    private static readonly DateTimeOffset OfSystem = new(2015, 4, 28, 23, 59, 59, TimeSpan.Zero);

    public static ManagedPolicy Of(PolicyRecord policy) => new(policy.PolicyName, PolicyLink.Custom, policy.Description, policy.DefaultVersion, policy.CreateDate, policy.UpdateDate);

    public static ManagedPolicy Of(AttachedPolicy system) => new(system.PolicyName, PolicyLink.System, "", "v1", OfSystem, OfSystem);

    /// <summary>The policy that the request names by type and name.</summary>
    public static ManagedPolicy Find(RamRequest request, AccountRecord account) => PolicyTypes.Required(request) == PolicyLink.System
        ? Of(SystemPolicies.Find(request.Required("PolicyName")) ?? throw RamErrors.NoPolicy.With())
        : Of(Custom(request, account));

    public static PolicyRecord Custom(RamRequest request, AccountRecord account)
        => account.Policies.TryGetValue(request.Required("PolicyName"), out var policy) ? policy : throw RamErrors.NoPolicy.With();

    public bool IsOf(PolicyLink link) => link.Names(PolicyType, PolicyName);

    public int AttachmentCount(AccountRecord account)
        => account.Users.Values.Concat<PrincipalRecord>(account.Groups.Values).Concat(account.Roles.Values).Count(principal => principal.Policies.Exists(IsOf));
}

internal static class PolicyTypes
{
    public static string Required(RamRequest request) => Read(request.Required("PolicyType"));

    /// <summary>Null: both.</summary>
    public static string? Find(RamRequest request) => request.Find("PolicyType") is { } text ? Read(text) : null;

    private static string Read(string text) => text is PolicyLink.System or PolicyLink.Custom ? text : throw RamErrors.Incorrect("PolicyType");
}
