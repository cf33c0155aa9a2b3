using FcCreds.Core.Policy;
using FcCreds.Identity.Ram.Records;
using FcCreds.Identity.Rpc;

namespace FcCreds.Identity.Ram.Api;

/// <summary>CreatePolicy, GetPolicy, UpdatePolicyDescription, DeletePolicy, ListPolicies.</summary>
internal static class Policies
{
    public static RamChange Create(RamRequest request, AccountRecord account)
    {
        var name = RamText.PolicyName(request);
        var document = RamText.PolicyDocument(request);
        if (account.Policies.ContainsKey(name) || SystemPolicies.Find(name) is not null) throw RamErrors.PolicyExists.With();
        if (account.Policies.Count >= RamLimits.Policies) throw RamErrors.TooManyPolicies.With();
        var policy = new PolicyRecord
        {
            PolicyName = name,
            Description = RamText.Description(request, "Description") ?? "",
            Versions = [new("v1", document, request.Now)],
            DefaultVersion = "v1",
            LastVersionNumber = 1,
            Tags = RamTags.Sent(request),
            CreateDate = request.Now,
            UpdateDate = request.Now,
        };
        return new(account with { Policies = account.Policies.Add(name, policy) }, ReplyField.Group("Policy", Fields(ManagedPolicy.Of(policy))));
    }

    public static ReplyField[] Get(RamRequest request, AccountRecord account)
    {
        var policy = ManagedPolicy.Find(request, account);
        var inForce = PolicyVersions.InForce(request, account);
        return
        [
            ReplyField.Group("Policy", [.. Fields(policy), ReplyField.Of("AttachmentCount", policy.AttachmentCount(account)), ReplyField.Of("PolicyDocument", inForce.PolicyDocument)]),
            ReplyField.Group("DefaultPolicyVersion", PolicyVersions.Fields(inForce, isDefault: true)),
        ];
    }

    public static RamChange UpdateDescription(RamRequest request, AccountRecord account)
    {
        var policy = ManagedPolicy.Custom(request, account);
        policy = policy with { Description = RamText.Description(request, "NewDescription") ?? policy.Description, UpdateDate = request.Now };
        return new(account with { Policies = account.Policies.SetItem(policy.PolicyName, policy) }, ReplyField.Group("Policy", Fields(ManagedPolicy.Of(policy))));
    }

    public static RamChange Delete(RamRequest request, AccountRecord account)
    {
        var policy = ManagedPolicy.Custom(request, account);
        bool Has(PrincipalRecord principal) => principal.Policies.Exists(ManagedPolicy.Of(policy).IsOf);
        if (account.Users.Values.Any(Has)) throw RamErrors.PolicyHasUsers.With();
        if (account.Groups.Values.Any(Has)) throw RamErrors.PolicyHasGroups.With();
        if (account.Roles.Values.Any(Has)) throw RamErrors.PolicyHasRoles.With();
        if (policy.Versions.Count > 1 && request.Flag("CascadingDelete") != true) throw RamErrors.PolicyHasVersions.With();
        return new(account.Without(policy));
    }

    public static ReplyField[] List(RamRequest request, AccountRecord account)
    {
        var type = PolicyTypes.Find(request);
        var custom = account.Policies.Values.Where(policy => RamTags.Matches(request, policy.Tags)).Select(policy => (Policy: ManagedPolicy.Of(policy), policy.Tags));
        var system = SystemPolicies.All.Values.Where(_ => RamTags.Matches(request, RamNames.NoTags)).Select(policy => (Policy: ManagedPolicy.Of(policy), Tags: RamNames.NoTags));
        var all = (type == PolicyLink.System ? [] : custom).Concat(type == PolicyLink.Custom ? [] : system);
        return Page.Of(request, all, one => one.Policy.PolicyName, "Policies", "Policy", one =>
            [.. Fields(one.Policy), ReplyField.Of("AttachmentCount", one.Policy.AttachmentCount(account)), RamFields.Tags(one.Tags)]);
    }

    private static ReplyField[] Fields(ManagedPolicy policy) =>
    [
        ReplyField.Of("PolicyName", policy.PolicyName),
        ReplyField.Of("PolicyType", policy.PolicyType),
        ReplyField.Of("Description", policy.Description),
        ReplyField.Of("DefaultVersion", policy.DefaultVersion),
        RamFields.Date("CreateDate", policy.CreateDate),
        RamFields.Date("UpdateDate", policy.UpdateDate),
    ];
}
