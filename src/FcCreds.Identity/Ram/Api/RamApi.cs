using FcCreds.Identity.Rpc;
using static FcCreds.Identity.Ram.Api.RamOperation;

namespace FcCreds.Identity.Ram.Api;

/// <summary>Every operation of RAM; those without code answer NotImplemented by name.</summary>
internal static class RamApi
{
    public static readonly RpcService Service = new(
    [
        Change("AddUserToGroup", Resources.UserAndGroup, GroupMembers.Add),
        Change("AttachPolicyToGroup", Resources.PolicyAndGroup, Attachments.AttachTo(Principals.Groups)),
        Change("AttachPolicyToRole", Resources.PolicyAndRole, Attachments.AttachTo(Principals.Roles)),
        Change("AttachPolicyToUser", Resources.PolicyAndUser, Attachments.AttachTo(Principals.Users)),
        Stored(Change("BindMFADevice", Resources.User, MfaDevices.Bind)),
        Stored(Change("ChangePassword", Resources.UserOrCaller, LoginProfiles.ChangePassword)),
        Stored(Change("ClearAccountAlias", Resources.Account, AccountSettings.ClearAlias)),
        Change("CreateAccessKey", Resources.UserOrCaller, AccessKeys.Create),
        Change("CreateGroup", Resources.Groups, Groups.Create),
        Stored(Change("CreateLoginProfile", Resources.User, LoginProfiles.Create)),
        Change("CreatePolicy", Resources.Policies, Policies.Create),
        Change("CreatePolicyVersion", Resources.Policy, PolicyVersions.Create),
        Change("CreateRole", Resources.Roles, Roles.Create),
        Change("CreateUser", Resources.Users, Users.Create),
        Stored(Change("CreateVirtualMFADevice", Resources.MfaDevices, MfaDevices.Create)),
        Query("DecodeDiagnosticMessage", Resources.Everything, Diagnostics.Decode) with { Evidence = "docs" },
        Change("DeleteAccessKey", Resources.UserOrCaller, AccessKeys.Delete),
        Change("DeleteGroup", Resources.Group, Groups.Delete),
        Stored(Change("DeleteLoginProfile", Resources.User, LoginProfiles.Delete)),
        Change("DeletePolicy", Resources.Policy, Policies.Delete),
        Change("DeletePolicyVersion", Resources.Policy, PolicyVersions.Delete),
        Change("DeleteRole", Resources.Role, Roles.Delete),
        Change("DeleteUser", Resources.User, Users.Delete),
        Stored(Change("DeleteVirtualMFADevice", Resources.MfaDevices, MfaDevices.Delete)),
        Change("DetachPolicyFromGroup", Resources.PolicyAndGroup, Attachments.DetachFrom(Principals.Groups)),
        Change("DetachPolicyFromRole", Resources.PolicyAndRole, Attachments.DetachFrom(Principals.Roles)),
        Change("DetachPolicyFromUser", Resources.PolicyAndUser, Attachments.DetachFrom(Principals.Users)),
        Query("GetAccessKeyLastUsed", Resources.UserOrCaller, AccessKeys.LastUsed),
        Stored(Query("GetAccountAlias", Resources.Account, AccountSettings.GetAlias)),
        Query("GetGroup", Resources.Group, Groups.Get),
        Stored(Query("GetLoginProfile", Resources.User, LoginProfiles.Get)),
        Stored(Query("GetPasswordPolicy", Resources.Account, AccountSettings.GetPasswordPolicy)),
        Query("GetPolicy", Resources.Policy, Policies.Get),
        Query("GetPolicyVersion", Resources.Policy, PolicyVersions.Get),
        Query("GetRole", Resources.Role, Roles.Get),
        Stored(Query("GetSecurityPreference", Resources.Account, AccountSettings.GetSecurityPreference)),
        Query("GetUser", Resources.User, Users.Get),
        Stored(Query("GetUserMFAInfo", Resources.User, MfaDevices.OfUser)),
        Query("ListAccessKeys", Resources.UserOrCaller, AccessKeys.List),
        Query("ListEntitiesForPolicy", Resources.Policy, Attachments.Entities),
        Query("ListGroups", Resources.Groups, Groups.List),
        Query("ListGroupsForUser", Resources.User, GroupMembers.GroupsOf),
        Query("ListPolicies", Resources.Policies, Policies.List),
        Query("ListPoliciesForGroup", Resources.Group, Attachments.Of(Principals.Groups)),
        Query("ListPoliciesForRole", Resources.Role, Attachments.Of(Principals.Roles)),
        Query("ListPoliciesForUser", Resources.User, Attachments.Of(Principals.Users)),
        Query("ListPolicyVersions", Resources.Policy, PolicyVersions.List),
        Query("ListRoles", Resources.Roles, Roles.List),
        Query("ListTagResources", RamTags.Resources, RamTags.List),
        Query("ListUsers", Resources.Users, Users.List),
        Query("ListUsersForGroup", Resources.Group, GroupMembers.UsersOf),
        Stored(Query("ListVirtualMFADevices", Resources.MfaDevices, MfaDevices.List)),
        Change("RemoveUserFromGroup", Resources.UserAndGroup, GroupMembers.Remove),
        Stored(Change("SetAccountAlias", Resources.Account, AccountSettings.SetAlias)),
        Change("SetDefaultPolicyVersion", Resources.Policy, PolicyVersions.SetDefault),
        Stored(Change("SetPasswordPolicy", Resources.Account, AccountSettings.SetPasswordPolicy)),
        Stored(Change("SetSecurityPreference", Resources.Account, AccountSettings.SetSecurityPreference)),
        Change("TagResources", RamTags.Resources, RamTags.Tag),
        Stored(Change("UnbindMFADevice", Resources.User, MfaDevices.Unbind)),
        Change("UntagResources", RamTags.Resources, RamTags.Untag),
        Change("UpdateAccessKey", Resources.UserOrCaller, AccessKeys.Update),
        Change("UpdateGroup", Resources.Group, Groups.Update),
        Stored(Change("UpdateLoginProfile", Resources.User, LoginProfiles.Update)),
        Change("UpdatePolicyDescription", Resources.Policy, Policies.UpdateDescription),
        Change("UpdateRole", Resources.Role, Roles.Update),
        Change("UpdateUser", Resources.User, Users.Update),
    ])
    {
        Name = "ram",
        Product = "Ram",
        Version = "2015-05-01",
        Host = "ram.aliyuncs.com",
        AnswersJson = true,
    };

    /// <summary>Kept and given back; nothing here asks for it, for there is no console to sign in to.</summary>
    private static RpcOperation Stored(RpcOperation operation) => operation with { State = "stored" };
}
