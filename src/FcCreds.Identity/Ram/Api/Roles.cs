using FcCreds.Identity.Ram.Records;
using FcCreds.Identity.Rpc;

namespace FcCreds.Identity.Ram.Api;

/// <summary>CreateRole, GetRole, UpdateRole, DeleteRole, ListRoles.</summary>
internal static class Roles
{
    private const int ShortestSession = 3600;
    private const int LongestSession = 43200;

    public static RamChange Create(RamRequest request, AccountRecord account)
    {
        var name = RamText.RoleName(request);
        if (account.Roles.ContainsKey(name)) throw RamErrors.RoleExists.With();
        if (account.Roles.Count >= RamLimits.Roles) throw RamErrors.TooManyRoles.With();
        var role = new RoleRecord
        {
            RoleName = name,
            RoleId = request.Ids.RoleId(),
            Description = RamText.Description(request, "Description") ?? "",
            AssumeRolePolicyDocument = RamText.TrustDocument(request, "AssumeRolePolicyDocument"),
            MaxSessionDuration = request.Number("MaxSessionDuration", ShortestSession, LongestSession) ?? ShortestSession,
            Tags = RamTags.Sent(request),
            CreateDate = request.Now,
            UpdateDate = request.Now,
        };
        return new(account with { Roles = account.Roles.Add(name, role) }, ReplyField.Group("Role", Whole(request, role)));
    }

    public static ReplyField[] Get(RamRequest request, AccountRecord account) => [ReplyField.Group("Role", Whole(request, Principals.Roles.Find(request, account)))];

    public static RamChange Update(RamRequest request, AccountRecord account)
    {
        var role = Principals.Roles.Find(request, account);
        role = role with
        {
            AssumeRolePolicyDocument = request.Find("NewAssumeRolePolicyDocument") is null ? role.AssumeRolePolicyDocument : RamText.TrustDocument(request, "NewAssumeRolePolicyDocument"),
            Description = RamText.Description(request, "NewDescription") ?? role.Description,
            MaxSessionDuration = request.Number("NewMaxSessionDuration", ShortestSession, LongestSession) ?? role.MaxSessionDuration,
            UpdateDate = request.Now,
        };
        return new(Principals.Roles.Put(account, role.RoleName, role), ReplyField.Group("Role", Whole(request, role)));
    }

    public static RamChange Delete(RamRequest request, AccountRecord account)
    {
        var role = Principals.Roles.Find(request, account);
        return role.Policies.Count > 0 ? throw RamErrors.RoleHasPolicies.With() : new(account.Without(role));
    }

    public static ReplyField[] List(RamRequest request, AccountRecord account)
        => Page.Of(request, account.Roles.Values.Where(role => RamTags.Matches(request, role.Tags)), role => role.RoleName, "Roles", "Role", role => [.. Fields(request, role), RamFields.Tags(role.Tags)]);

    private static ReplyField[] Whole(RamRequest request, RoleRecord role)
        => [.. Fields(request, role), ReplyField.Of("AssumeRolePolicyDocument", role.AssumeRolePolicyDocument)];

    private static ReplyField[] Fields(RamRequest request, RoleRecord role) =>
    [
        ReplyField.Of("RoleId", role.RoleId),
        ReplyField.Of("RoleName", role.RoleName),
        ReplyField.Of("Arn", new RoleArn(request.AccountId, role.RoleName).ToString()),
        ReplyField.Of("Description", role.Description),
        ReplyField.Of("MaxSessionDuration", role.MaxSessionDuration),
        RamFields.Date("CreateDate", role.CreateDate),
        RamFields.Date("UpdateDate", role.UpdateDate),
    ];
}
