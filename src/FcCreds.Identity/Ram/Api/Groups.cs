using FcCreds.Identity.Ram.Records;
using FcCreds.Identity.Rpc;

namespace FcCreds.Identity.Ram.Api;

/// <summary>CreateGroup, GetGroup, UpdateGroup, DeleteGroup, ListGroups.</summary>
internal static class Groups
{
    public static RamChange Create(RamRequest request, AccountRecord account)
    {
        var name = RamText.GroupName(request, "GroupName");
        if (account.Groups.ContainsKey(name)) throw RamErrors.GroupExists.With();
        if (account.Groups.Count >= RamLimits.Groups) throw RamErrors.TooManyGroups.With();
        var group = new GroupRecord
        {
            GroupName = name,
            GroupId = request.Ids.GroupId(),
            Comments = RamText.Comments(request, "Comments") ?? "",
            CreateDate = request.Now,
            UpdateDate = request.Now,
        };
        return new(account with { Groups = account.Groups.Add(name, group) }, ReplyField.Group("Group", Fields(group)));
    }

    public static ReplyField[] Get(RamRequest request, AccountRecord account) => [ReplyField.Group("Group", Fields(Principals.Groups.Find(request, account)))];

    public static RamChange Update(RamRequest request, AccountRecord account)
    {
        var group = Principals.Groups.Find(request, account);
        group = group with { Comments = RamText.Comments(request, "NewComments") ?? group.Comments, UpdateDate = request.Now };
        var name = request.Find("NewGroupName") is null ? group.GroupName : RamText.GroupName(request, "NewGroupName");
        var after = account with { Groups = account.Groups.SetItem(group.GroupName, group) };
        if (name != group.GroupName)
        {
            if (!RamNames.Comparer.Equals(name, group.GroupName) && account.Groups.ContainsKey(name)) throw RamErrors.GroupExists.With();
            (after, group) = (after.Renamed(group, name), group with { GroupName = name });
        }
        return new(after, ReplyField.Group("Group", Fields(group)));
    }

    public static RamChange Delete(RamRequest request, AccountRecord account)
    {
        var group = Principals.Groups.Find(request, account);
        if (account.Users.Values.Any(user => user.IsIn(group.GroupName))) throw RamErrors.GroupHasUsers.With();
        if (group.Policies.Count > 0) throw RamErrors.GroupHasPolicies.With();
        return new(account.Without(group));
    }

    public static ReplyField[] List(RamRequest request, AccountRecord account)
        => Page.Of(request, account.Groups.Values, group => group.GroupName, "Groups", "Group", Fields);

    private static ReplyField[] Fields(GroupRecord group) =>
    [
        ReplyField.Of("GroupId", group.GroupId),
        ReplyField.Of("GroupName", group.GroupName),
        ReplyField.Of("Comments", group.Comments),
        RamFields.Date("CreateDate", group.CreateDate),
        RamFields.Date("UpdateDate", group.UpdateDate),
    ];
}
