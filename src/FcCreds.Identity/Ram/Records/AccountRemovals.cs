using System.Collections.Immutable;

namespace FcCreds.Identity.Ram.Records;

/// <summary>An account without one of its entities, and without everything that pointed at it.</summary>
internal static class AccountRemovals
{
    extension(AccountRecord account)
    {
        public AccountRecord Without(UserRecord user)
            => account.Spending(user, user.UserId) with { Users = account.Users.Remove(user.UserName) };

        /// <summary>Tokens of the role are dead from now on, for no later role has its id.</summary>
        public AccountRecord Without(RoleRecord role)
            => account.Spending(role, role.RoleId) with { Roles = account.Roles.Remove(role.RoleName) };

        public AccountRecord Without(GroupRecord gone)
        {
            bool IsOfIt(GroupMembership membership) => RamNames.Comparer.Equals(membership.GroupName, gone.GroupName);
            var members = account.Users.Where(user => user.Value.IsIn(gone.GroupName));
            return account.Spending(gone, gone.GroupId) with
            {
                Groups = account.Groups.Remove(gone.GroupName),
                Users = account.Users.SetItems(members.Select(user => KeyValuePair.Create(user.Key, user.Value with { Groups = user.Value.Groups.RemoveAll(IsOfIt) }))),
            };
        }

        /// <summary>Detached from whoever had it.</summary>
        public AccountRecord Without(PolicyRecord gone) => account with
        {
            Policies = account.Policies.Remove(gone.PolicyName),
            Users = Detached(account.Users, gone),
            Groups = Detached(account.Groups, gone),
            Roles = Detached(account.Roles, gone),
        };

        /// <summary>Under another name, as something that the API made: what is declared under the old one comes back at the next start, with an id of its own.</summary>
        public AccountRecord Renamed(UserRecord user, string userName) => account.Spending(user, user.UserId) with
        {
            Users = account.Users.Remove(user.UserName).Add(userName, user with { UserName = userName, Seed = null }),
            MfaDevices = account.MfaDevices.SetItems(
                account.MfaDevices.Where(device => device.Value.UserName == user.UserName).Select(device => KeyValuePair.Create(device.Key, device.Value with { UserName = userName }))),
        };

        /// <summary>As <see cref="Renamed(UserRecord, string)"/>; its users stay in it.</summary>
        public AccountRecord Renamed(GroupRecord group, string groupName)
        {
            var members = account.Users.Where(user => user.Value.IsIn(group.GroupName)).Select(user => KeyValuePair.Create(user.Key, user.Value with
            {
                Groups = user.Value.Groups.ConvertAll(one => RamNames.Comparer.Equals(one.GroupName, group.GroupName) ? one with { GroupName = groupName } : one),
            }));
            return account.Spending(group, group.GroupId) with
            {
                Groups = account.Groups.Remove(group.GroupName).Add(groupName, group with { GroupName = groupName, Seed = null }),
                Users = account.Users.SetItems(members),
            };
        }

        /// <summary>What the API made has a random id, which does not come again anyway.</summary>
        private AccountRecord Spending(PrincipalRecord gone, string id)
            => gone.Seed is null ? account : account with { SpentIds = account.SpentIds.Add(id) };
    }

    private static ImmutableSortedDictionary<string, T> Detached<T>(ImmutableSortedDictionary<string, T> principals, PolicyRecord gone)
        where T : PrincipalRecord
    {
        bool IsOfIt(PolicyLink link) => link.Names(PolicyLink.Custom, gone.PolicyName);
        var holders = principals.Where(principal => principal.Value.Policies.Exists(IsOfIt));
        return principals.SetItems(holders.Select(holder => KeyValuePair.Create(holder.Key, holder.Value with { Policies = holder.Value.Policies.RemoveAll(IsOfIt) })));
    }
}
