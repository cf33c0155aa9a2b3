using System.Collections.Immutable;
using System.Text.RegularExpressions;
using FcCreds.Core.Policy;
using FcCreds.Identity.Ram.Records;
using FcCreds.Identity.Rpc;

namespace FcCreds.Identity.Ram.Api;

/// <summary>CreatePolicyVersion, GetPolicyVersion, ListPolicyVersions, SetDefaultPolicyVersion, DeletePolicyVersion.</summary>
internal static partial class PolicyVersions
{
    private const string Rotating = "DeleteOldestNonDefaultVersionWhenLimitExceeded";

    public static RamChange Create(RamRequest request, AccountRecord account)
    {
        var policy = ManagedPolicy.Custom(request, account);
        var document = RamText.PolicyDocument(request);
        var versions = policy.Versions;
        if (versions.Count >= RamLimits.PolicyVersions)
        {
            if (!Rotates(request)) throw RamErrors.TooManyPolicyVersions.With();
            versions = versions.Remove(versions.First(one => one.VersionId != policy.DefaultVersion));
        }
        var number = policy.LastVersionNumber + 1;
        var version = new PolicyVersionRecord($"v{number}", document, request.Now);
        var isDefault = request.Flag("SetAsDefault") ?? false;
        policy = policy with { Versions = versions.Add(version), LastVersionNumber = number, DefaultVersion = isDefault ? version.VersionId : policy.DefaultVersion, UpdateDate = request.Now };
        return new(With(account, policy), ReplyField.Group("PolicyVersion", Fields(version, isDefault)));
    }

    public static ReplyField[] Get(RamRequest request, AccountRecord account)
    {
        var (versions, defaultVersion) = Of(request, account);
        var version = Find(request, versions);
        return [ReplyField.Group("PolicyVersion", Fields(version, version.VersionId == defaultVersion))];
    }

    public static ReplyField[] List(RamRequest request, AccountRecord account)
    {
        var (versions, defaultVersion) = Of(request, account);
        return [RamFields.List("PolicyVersions", "PolicyVersion", versions.Select(version => Fields(version, version.VersionId == defaultVersion)))];
    }

    public static RamChange SetDefault(RamRequest request, AccountRecord account)
    {
        var policy = ManagedPolicy.Custom(request, account);
        return new(With(account, policy with { DefaultVersion = Find(request, policy.Versions).VersionId, UpdateDate = request.Now }));
    }

    public static RamChange Delete(RamRequest request, AccountRecord account)
    {
        var policy = ManagedPolicy.Custom(request, account);
        var version = Find(request, policy.Versions);
        if (version.VersionId == policy.DefaultVersion) throw RamErrors.VersionIsDefault.With();
        return new(With(account, policy with { Versions = policy.Versions.Remove(version), UpdateDate = request.Now }));
    }

    public static PolicyVersionRecord InForce(RamRequest request, AccountRecord account)
    {
        var (versions, defaultVersion) = Of(request, account);
        return versions.First(version => version.VersionId == defaultVersion);
    }

    public static ReplyField[] Fields(PolicyVersionRecord version, bool isDefault) =>
    [
        ReplyField.Of("VersionId", version.VersionId),
        ReplyField.Of("IsDefaultVersion", isDefault),
        ReplyField.Of("PolicyDocument", version.PolicyDocument),
        RamFields.Date("CreateDate", version.CreateDate),
    ];

    private static (ImmutableList<PolicyVersionRecord> Versions, string Default) Of(RamRequest request, AccountRecord account)
    {
        var policy = ManagedPolicy.Find(request, account);
        return policy.PolicyType == PolicyLink.System
            ? ([new(policy.DefaultVersion, SystemPolicies.Find(policy.PolicyName)!.Document.Json, policy.CreateDate)], policy.DefaultVersion)
            : (account.Policies[policy.PolicyName].Versions, policy.DefaultVersion);
    }

    private static bool Rotates(RamRequest request) => request.Find("RotateStrategy") switch
    {
        null or "None" => false,
        Rotating => true,
        _ => throw RamErrors.Incorrect("RotateStrategy"),
    };

    private static PolicyVersionRecord Find(RamRequest request, ImmutableList<PolicyVersionRecord> versions)
    {
        var id = request.Required("VersionId");
        if (!VersionId().IsMatch(id)) throw RamErrors.Format("VersionId");
        return versions.Find(version => version.VersionId == id) ?? throw RamErrors.NoPolicyVersion.With();
    }

    private static AccountRecord With(AccountRecord account, PolicyRecord policy) => account with { Policies = account.Policies.SetItem(policy.PolicyName, policy) };

    [GeneratedRegex(@"\Av[0-9]{1,9}\z")]
    private static partial Regex VersionId();
}
