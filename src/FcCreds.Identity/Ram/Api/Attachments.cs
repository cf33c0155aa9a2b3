using FcCreds.Identity.Ram.Records;
using FcCreds.Identity.Rpc;

namespace FcCreds.Identity.Ram.Api;

/// <summary>Attach/DetachPolicyTo/FromUser, …Group, …Role, ListPoliciesFor… and ListEntitiesForPolicy.</summary>
internal static class Attachments
{
    public static Func<RamRequest, AccountRecord, RamChange> AttachTo<T>(PrincipalKind<T> kind)
        where T : PrincipalRecord => (request, account) =>
    {
        var principal = kind.Find(request, account);
        var policy = ManagedPolicy.Find(request, account);
        if (principal.Policies.Exists(policy.IsOf)) throw kind.HasPolicy.With();
        var most = policy.PolicyType == PolicyLink.System ? RamLimits.SystemPoliciesAttached : RamLimits.CustomPoliciesAttached;
        if (principal.Policies.Count(link => link.PolicyType == policy.PolicyType) >= most) throw kind.TooManyPolicies.With();
        var link = new PolicyLink(policy.PolicyType, policy.PolicyName, request.Now);
        return new(kind.Put(account, request.Required(kind.Parameter), principal with { Policies = principal.Policies.Add(link) }));
    };

    /// <summary>A policy that the configuration wrote in place can be detached too, by its type <c>Inline</c>: the cloud has none.</summary>
    public static Func<RamRequest, AccountRecord, RamChange> DetachFrom<T>(PrincipalKind<T> kind)
        where T : PrincipalRecord => (request, account) =>
    {
        var principal = kind.Find(request, account);
        var (type, name) = (request.Required("PolicyType"), request.Required("PolicyName"));
        if (type != PolicyLink.Inline && ManagedPolicy.Find(request, account) is var policy) name = policy.PolicyName;
        var left = principal.Policies.RemoveAll(link => link.Names(type, name));
        if (left.Count == principal.Policies.Count) throw kind.HasNotPolicy.With();
        return new(kind.Put(account, request.Required(kind.Parameter), principal with { Policies = left }));
    };

    public static Func<RamRequest, AccountRecord, ReplyField[]> Of<T>(PrincipalKind<T> kind)
        where T : PrincipalRecord
        => (request, account) => [RamFields.List("Policies", "Policy", kind.Find(request, account).Policies.Select(link => Fields(account, link)))];

    public static ReplyField[] Entities(RamRequest request, AccountRecord account)
    {
        var policy = ManagedPolicy.Find(request, account);
        IEnumerable<(T Principal, DateTimeOffset AttachDate)> Holders<T>(IEnumerable<T> principals)
            where T : PrincipalRecord
            => from principal in principals
               let link = principal.Policies.Find(policy.IsOf)
               where link is not null
               select (principal, link.AttachDate);
        return
        [
            RamFields.List("Users", "User", Holders(account.Users.Values).Select(user => new[]
            {
                ReplyField.Of("UserId", user.Principal.UserId),
                ReplyField.Of("UserName", user.Principal.UserName),
                ReplyField.Of("DisplayName", user.Principal.DisplayName),
                RamFields.Date("AttachDate", user.AttachDate),
            })),
            RamFields.List("Groups", "Group", Holders(account.Groups.Values).Select(group => new[]
            {
                ReplyField.Of("GroupName", group.Principal.GroupName),
                ReplyField.Of("Comments", group.Principal.Comments),
                RamFields.Date("AttachDate", group.AttachDate),
            })),
            RamFields.List("Roles", "Role", Holders(account.Roles.Values).Select(role => new[]
            {
                ReplyField.Of("RoleId", role.Principal.RoleId),
                ReplyField.Of("RoleName", role.Principal.RoleName),
                ReplyField.Of("Arn", new RoleArn(request.AccountId, role.Principal.RoleName).ToString()),
                ReplyField.Of("Description", role.Principal.Description),
                RamFields.Date("AttachDate", role.AttachDate),
            })),
        ];
    }

    private static ReplyField[] Fields(AccountRecord account, PolicyLink link)
    {
        var policy = link.PolicyType == PolicyLink.Custom ? account.Policies.GetValueOrDefault(link.PolicyName) : null;
        return
        [
            ReplyField.Of("PolicyName", link.PolicyName),
            ReplyField.Of("PolicyType", link.PolicyType),
            ReplyField.Of("Description", policy?.Description ?? ""),
            ReplyField.Of("DefaultVersion", policy?.DefaultVersion ?? "v1"),
            RamFields.Date("AttachDate", link.AttachDate),
        ];
    }
}
