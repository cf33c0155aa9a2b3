using FcCreds.Core.Errors;

namespace FcCreds.Identity.Ram.Api;

/// <summary>What RAM refuses with (RAM docs, "Error messages"); the wording is the service's, its grammar included.</summary>
internal static class RamErrors
{
    public static readonly ServiceError NoUser = new("EntityNotExist.User", 404, "The user does not exist.");
    public static readonly ServiceError NoAccessKey = new("EntityNotExist.User.AccessKey", 404, "The user access key does not exist.");
    public static readonly ServiceError NoLoginProfile = new("EntityNotExist.User.LoginProfile", 404, "The user login profile does not exist.");
    public static readonly ServiceError NoMfaDeviceOfUser = new("EntityNotExist.User.MFADevice", 404, "The user has not bound any MFA device.");
    public static readonly ServiceError NoPolicyOfUser = new("EntityNotExist.User.Policy", 404, "The indicate policy of the user does not exist.");
    public static readonly ServiceError NotInGroup = new("EntityNotExist.User.Group", 404, "The user has not joined the group.");
    public static readonly ServiceError NoMfaDevice = new("EntityNotExist.VirtualMFADevice", 404, "The virtual mfa device does not exist.");
    public static readonly ServiceError NoGroup = new("EntityNotExist.Group", 404, "The group does not exist.");
    public static readonly ServiceError NoPolicyOfGroup = new("EntityNotExist.Group.Policy", 404, "The indicate policy attached to the group does not exist.");
    public static readonly ServiceError NoRole = new("EntityNotExist.Role", 404, "The role not exists.");
    public static readonly ServiceError NoPolicyOfRole = new("EntityNotExist.Role.Policy", 404, "The indicate policy attached to the role does not exist.");
    public static readonly ServiceError NoPolicy = new("EntityNotExist.Policy", 404, "The policy does not exist.");
    public static readonly ServiceError NoPolicyVersion = new("EntityNotExist.Policy.Version", 404, "The policy version does not exist.");
    public static readonly ServiceError NoAlias = new("EntityNotExist.AccountAlias", 404, "The account alias does not exist.");

    public static readonly ServiceError UserExists = new("EntityAlreadyExists.User", 409, "The user does already EXIST.");
    public static readonly ServiceError LoginProfileExists = new("EntityAlreadyExists.User.LoginProfile", 409, "The user login profile does already EXIST.");
    public static readonly ServiceError UserHasMfaDevice = new("EntityAlreadyExists.User.MFADevice", 409, "The user has already bound a MFA device.");
    public static readonly ServiceError AlreadyInGroup = new("EntityAlreadyExists.User.Group", 409, "The user has already joined the group.");
    public static readonly ServiceError UserHasPolicy = new("EntityAlreadyExists.User.Policy", 409, "The user has already been attached this policy.");
    public static readonly ServiceError MfaDeviceExists = new("EntityAlreadyExists.VirtualMFADevice", 409, "The virtual mfa device does already EXIST.");
    public static readonly ServiceError MfaDeviceIsBound = new("EntityAlreadyExists.VirtualMFADevice.User", 409, "The virtual mfa device does already been bound to a user.");
    public static readonly ServiceError GroupExists = new("EntityAlreadyExists.Group", 409, "The group does already EXIST.");
    public static readonly ServiceError GroupHasPolicy = new("EntityAlreadyExists.Group.Policy", 409, "The group has already been attached this policy.");
    public static readonly ServiceError RoleExists = new("EntityAlreadyExists.Role", 409, "The role does already EXIST.");
    public static readonly ServiceError RoleHasPolicy = new("EntityAlreadyExists.Role.Policy", 409, "The role has already been attached this policy.");

    public static readonly ServiceError PolicyExists = new("EntityAlreadyExists.Policy", 409, "The policy does already EXIST.");

    public static readonly ServiceError AliasExists = new("EntityAlreadyExists.AccountAlias", 409, "The account alias does already exist.");

    public static readonly ServiceError UserIsInGroup = new("DeleteConflict.User.Group", 409, "The user CAN NOT be in any group while deleting the user.");
    public static readonly ServiceError UserHasAccessKey = new("DeleteConflict.User.AccessKey", 409, "The user CAN NOT has any access key while deleting the user.");
    public static readonly ServiceError UserHasLoginProfile = new("DeleteConflict.User.LoginProfile", 409, "The user CAN NOT has any login profile while deleting the user.");
    public static readonly ServiceError UserHasDevice = new("DeleteConflict.User.MFADevice", 409, "The user CAN NOT has any mfa device while deleting the user.");
    public static readonly ServiceError UserHasPolicies = new("DeleteConflict.User.Policy", 409, "The user CAN NOT has any attached policy while deleting the user.");
    public static readonly ServiceError DeviceHasUser = new("DeleteConflict.VirtualMFADevice.User", 409, "The virtual mfa device CAN NOT been bound to any user while deleting it.");
    public static readonly ServiceError GroupHasUsers = new("DeleteConflict.Group.User", 409, "The group CAN NOT has any user member while deleting the group.");
    public static readonly ServiceError GroupHasPolicies = new("DeleteConflict.Group.Policy", 409, "The entity CAN NOT has any attached policy while deleting the group.");
    public static readonly ServiceError PolicyHasUsers = new("DeleteConflict.Policy.User", 409, "The policy CAN NOT been attached to any user while deleting the policy.");
    public static readonly ServiceError PolicyHasGroups = new("DeleteConflict.Policy.Group", 409, "The policy CAN NOT been attached to any group while deleting the policy.");
    public static readonly ServiceError PolicyHasRoles = new("DeleteConflict.Policy.Role", 409, "The policy CAN NOT been attached to any role while deleting the policy.");
    public static readonly ServiceError PolicyHasVersions = new("DeleteConflict.Policy.Version", 409, "The policy CAN NOT has any version except the default version.");
    public static readonly ServiceError VersionIsDefault = new("DeleteConflict.Policy.Version.Default", 409, "The default policy version CAN NOT been deleted directly.");
    public static readonly ServiceError RoleHasPolicies = new("DeleteConflict.Role.Policy", 409, "The role CAN NOT has any attached policy while deleting the role.");

    public static readonly ServiceError TooManyUsers = new("LimitExceeded.User", 409, "The count of users beyond the current limits.");
    public static readonly ServiceError TooManyAccessKeys = new("LimitExceeded.User.AccessKey", 409, "The access key count of the user access keys beyond the current limits.");
    public static readonly ServiceError TooManyGroupsOfUser = new("LimitExceeded.User.Group", 409, "The count of groups the target user joined beyond the current limits.");
    public static readonly ServiceError TooManyPoliciesOfUser = new("LimitExceeded.User.Policy", 409, "The policy count of the user attached policies beyond the current limits.");
    public static readonly ServiceError TooManyMfaDevices = new("LimitExceeded.VirtualMFADevice", 409, "The count of virtual mfa devices beyond the current limits.");
    public static readonly ServiceError TooManyGroups = new("LimitExceeded.Group", 409, "The count of groups beyond the current limits.");
    public static readonly ServiceError TooManyPoliciesOfGroup = new("LimitExceeded.Group.Policy", 409, "The policy count of the group beyond the current limits.");
    public static readonly ServiceError TooManyPolicies = new("LimitExceeded.Policy", 409, "The count of policy beyond the current limits.");
    public static readonly ServiceError TooManyPolicyVersions = new("LimitExceeded.Policy.Version", 409, "The count of policy version beyond the current limits.");
    public static readonly ServiceError TooManyRoles = new("LimitExceeded.Role", 409, "The count of roles beyond the current limits.");
    public static readonly ServiceError TooManyPoliciesOfRole = new("LimitExceeded.Role.Policy", 409, "The count of policies attached to the role beyond the current limits.");
    public static readonly ServiceError TooManyTags = new("LimitExceeded.Tag", 409, "The count of tags of the resource beyond the current limits.");

    public static readonly ServiceError WeakPassword = new("InvalidParameter.Password.TooWeak", 400, "The parameter - \"Password\" is not compliant with the password policy.");
    public static readonly ServiceError WrongCode = new("CheckAuthenticationCodeFail", 403, "The parameter - \"AuthenticationCode\" is inccorrect.");
    public static readonly ServiceError CodeFormat = new("InvalidParameter.AuthenticationCode.Format", 400, "The parameter - \"AuthenticationCode\" MUST be 6 numbers.");

    public static ServiceException MalformedPolicyDocument(string mistakes) => new ServiceError("MalformedPolicyDocument", 400, mistakes).With();

    public static ServiceException InvalidChars(string parameter)
        => new ServiceError($"InvalidParameter.{parameter}.InvalidChars", 400, $"The parameter - \"{parameter}\" contains invalid chars.").With();

    public static ServiceException TooLong(string parameter)
        => new ServiceError($"InvalidParameter.{parameter}.Length", 400, $"The parameter - \"{parameter}\" beyond the length limit.").With();

    public static ServiceException Format(string parameter)
        => new ServiceError($"InvalidParameter.{parameter}.Format", 400, $"The format of the parameter - \"{parameter}\" is incorrect.").With();

    public static ServiceException Incorrect(string parameter)
        => new ServiceError($"InvalidParameter.{parameter}", 400, $"The parameter - \"{parameter}\" is incorrect.").With();

    public static ServiceException OutOfRange(string parameter, int least, int most)
        => new ServiceError($"InvalidParameter.{parameter}.Range", 400, $"The parameter - \"{parameter}\" MUST be in the range of {least} and {most}.").With();
}
