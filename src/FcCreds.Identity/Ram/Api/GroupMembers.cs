using FcCreds.Identity.Ram.Records;
using FcCreds.Identity.Rpc;

namespace FcCreds.Identity.Ram.Api;

/// <summary>AddUserToGroup, RemoveUserFromGroup, ListUsersForGroup, ListGroupsForUser.</summary>
internal static class GroupMembers
{
    public static RamChange Add(RamRequest request, AccountRecord account)
    {
        var (user, group) = (Principals.Users.Find(request, account), Principals.Groups.Find(request, account));
        if (user.IsIn(group.GroupName)) throw RamErrors.AlreadyInGroup.With();
        if (user.Groups.Count >= RamLimits.GroupsPerUser) throw RamErrors.TooManyGroupsOfUser.With();
        return new(Principals.Users.Put(account, user.UserName, user with { Groups = user.Groups.Add(new(group.GroupName, request.Now)) }));
    }

    public static RamChange Remove(RamRequest request, AccountRecord account)
    {
        var (user, group) = (Principals.Users.Find(request, account), Principals.Groups.Find(request, account));
        if (!user.IsIn(group.GroupName)) throw RamErrors.NotInGroup.With();
        return new(Principals.Users.Put(account, user.UserName, user with { Groups = user.Groups.RemoveAll(one => RamNames.Comparer.Equals(one.GroupName, group.GroupName)) }));
    }

    public static ReplyField[] UsersOf(RamRequest request, AccountRecord account)
    {
        var group = Principals.Groups.Find(request, account);
        return Page.Of(request, account.Users.Values.Where(user => user.IsIn(group.GroupName)), user => user.UserName, "Users", "User", user =>
        [
            ReplyField.Of("UserName", user.UserName),
            ReplyField.Of("DisplayName", user.DisplayName),
            RamFields.Date("JoinDate", user.Groups.Find(one => RamNames.Comparer.Equals(one.GroupName, group.GroupName))!.JoinDate),
        ]);
    }

    public static ReplyField[] GroupsOf(RamRequest request, AccountRecord account)
    {
        var memberships = Principals.Users.Find(request, account).Groups;
        return
        [
            RamFields.List("Groups", "Group", memberships.Select(membership => (membership.JoinDate, Group: Principals.Groups.Find(account, membership.GroupName))).Select(one => new[]
            {
                ReplyField.Of("GroupId", one.Group.GroupId),
                ReplyField.Of("GroupName", one.Group.GroupName),
                ReplyField.Of("Comments", one.Group.Comments),
                RamFields.Date("JoinDate", one.JoinDate),
            })),
        ];
    }
}
