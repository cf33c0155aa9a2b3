namespace FcCreds.Identity.Sts;

/// <summary>Every operation of STS (2015-04-01) and RAM (2015-05-01); those without code answer NotImplemented by name.</summary>
internal static class StsApi
{
    private const string StsVersion = "2015-04-01";
    private const string RamVersion = "2015-05-01";

    public static readonly IReadOnlyList<StsOperation> Operations =
    [
        new("sts", StsVersion, "AssumeRole", AssumeRole.Run),
        new("sts", StsVersion, "AssumeRoleWithOIDC"),
        new("sts", StsVersion, "AssumeRoleWithSAML"),
        new("sts", StsVersion, "GetCallerIdentity", GetCallerIdentity.Run),
        .. Ram(
            "AddUserToGroup", "AttachPolicyToGroup", "AttachPolicyToRole", "AttachPolicyToUser", "BindMFADevice", "ChangePassword",
            "ClearAccountAlias", "CreateAccessKey", "CreateGroup", "CreateLoginProfile", "CreatePolicy", "CreatePolicyVersion", "CreateRole",
            "CreateUser", "CreateVirtualMFADevice", "DecodeDiagnosticMessage", "DeleteAccessKey", "DeleteGroup", "DeleteLoginProfile",
            "DeletePolicy", "DeletePolicyVersion", "DeleteRole", "DeleteUser", "DeleteVirtualMFADevice", "DetachPolicyFromGroup",
            "DetachPolicyFromRole", "DetachPolicyFromUser", "GetAccessKeyLastUsed", "GetAccountAlias", "GetGroup", "GetLoginProfile",
            "GetPasswordPolicy", "GetPolicy", "GetPolicyVersion", "GetRole", "GetSecurityPreference", "GetUser", "GetUserMFAInfo",
            "ListAccessKeys", "ListEntitiesForPolicy", "ListGroups", "ListGroupsForUser", "ListPolicies", "ListPoliciesForGroup",
            "ListPoliciesForRole", "ListPoliciesForUser", "ListPolicyVersions", "ListRoles", "ListTagResources", "ListUsers",
            "ListUsersForGroup", "ListVirtualMFADevices", "RemoveUserFromGroup", "SetAccountAlias", "SetDefaultPolicyVersion",
            "SetPasswordPolicy", "SetSecurityPreference", "TagResources", "UnbindMFADevice", "UntagResources", "UpdateAccessKey",
            "UpdateGroup", "UpdateLoginProfile", "UpdatePolicyDescription", "UpdateRole", "UpdateUser"),
    ];

    private static readonly Dictionary<(string Version, string Action), StsOperation> ByName
        = Operations.ToDictionary(operation => (operation.Version, operation.Action));

    public static StsOperation Find(StsRequest request)
    {
        if (string.IsNullOrEmpty(request.Action) || string.IsNullOrEmpty(request.Version)) throw StsErrors.InvalidParameter.With();
        if (ByName.TryGetValue((request.Version, request.Action), out var operation)) return operation;
        throw request.Version is StsVersion or RamVersion ? StsErrors.ActionNotFound.With() : StsErrors.InvalidVersion.With();
    }

    public static IReadOnlyList<StsCoverage> Coverage() =>
    [
        .. Operations.Select(operation => operation.Run is null
            ? new StsCoverage(operation.Service, operation.Action, "account", "none", "none")
            : new StsCoverage(operation.Service, operation.Action, "account", "enforced", "sdk")),
    ];

    private static IEnumerable<StsOperation> Ram(params string[] actions) => actions.Select(action => new StsOperation("ram", RamVersion, action));
}
