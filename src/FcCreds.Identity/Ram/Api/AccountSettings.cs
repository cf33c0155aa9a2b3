using System.Text.RegularExpressions;
using FcCreds.Identity.Ram.Records;
using FcCreds.Identity.Rpc;

namespace FcCreds.Identity.Ram.Api;

/// <summary>The account's alias, password policy and security preference: kept and given back.</summary>
internal static partial class AccountSettings
{
    private const int NoLimit = 1095;

    public static RamChange SetAlias(RamRequest request, AccountRecord account)
    {
        var alias = request.Required("AccountAlias");
        if (alias.Length is < 3 or > 63) throw RamErrors.TooLong("AccountAlias");
        if (!AliasFormat().IsMatch(alias)) throw RamErrors.Format("AccountAlias");
        return account.Alias is not null && account.Alias != alias ? throw RamErrors.AliasExists.With() : new(account with { Alias = alias });
    }

    public static ReplyField[] GetAlias(RamRequest request, AccountRecord account) => [ReplyField.Of("AccountAlias", account.Alias ?? throw RamErrors.NoAlias.With())];

    public static RamChange ClearAlias(RamRequest request, AccountRecord account) => new(account with { Alias = null });

    public static RamChange SetPasswordPolicy(RamRequest request, AccountRecord account)
    {
        // What is not sent goes back to its default.
        var policy = new PasswordPolicyRecord
        {
            MinimumPasswordLength = request.Number("MinimumPasswordLength", 8, 32) ?? 8,
            RequireLowercaseCharacters = request.Flag("RequireLowercaseCharacters") ?? false,
            RequireUppercaseCharacters = request.Flag("RequireUppercaseCharacters") ?? false,
            RequireNumbers = request.Flag("RequireNumbers") ?? false,
            RequireSymbols = request.Flag("RequireSymbols") ?? false,
            HardExpiry = request.Flag("HardExpiry") ?? false,
            MaxPasswordAge = request.Number("MaxPasswordAge", 0, NoLimit) ?? 0,
            PasswordReusePrevention = request.Number("PasswordReusePrevention", 0, 24) ?? 0,
            MaxLoginAttempts = request.Number("MaxLoginAttemps", 0, 32) ?? 0,
        };
        return new(account with { PasswordPolicy = policy }, Field(policy));
    }

    public static ReplyField[] GetPasswordPolicy(RamRequest request, AccountRecord account) => [Field(account.PasswordPolicy)];

    public static RamChange SetSecurityPreference(RamRequest request, AccountRecord account)
    {
        var now = account.SecurityPreference;
        var after = now with
        {
            EnableSaveMfaTicket = request.Flag("EnableSaveMFATicket") ?? now.EnableSaveMfaTicket,
            AllowUserToChangePassword = request.Flag("AllowUserToChangePassword") ?? now.AllowUserToChangePassword,
            AllowUserToManageAccessKeys = request.Flag("AllowUserToManageAccessKeys") ?? now.AllowUserToManageAccessKeys,
            AllowUserToManageMfaDevices = request.Flag("AllowUserToManageMFADevices") ?? now.AllowUserToManageMfaDevices,
            AllowUserToManagePublicKeys = request.Flag("AllowUserToManagePublicKeys") ?? now.AllowUserToManagePublicKeys,
            LoginSessionDuration = request.Number("LoginSessionDuration", 1, 24) ?? now.LoginSessionDuration,
            LoginNetworkMasks = request.Sent("LoginNetworkMasks") ?? now.LoginNetworkMasks,
        };
        return new(account with { SecurityPreference = after }, Field(after));
    }

    public static ReplyField[] GetSecurityPreference(RamRequest request, AccountRecord account) => [Field(account.SecurityPreference)];

    private static ReplyField Field(PasswordPolicyRecord policy) => ReplyField.Group("PasswordPolicy",
        ReplyField.Of("MinimumPasswordLength", policy.MinimumPasswordLength),
        ReplyField.Of("RequireLowercaseCharacters", policy.RequireLowercaseCharacters),
        ReplyField.Of("RequireUppercaseCharacters", policy.RequireUppercaseCharacters),
        ReplyField.Of("RequireNumbers", policy.RequireNumbers),
        ReplyField.Of("RequireSymbols", policy.RequireSymbols),
        ReplyField.Of("HardExpiry", policy.HardExpiry),
        ReplyField.Of("MaxPasswordAge", policy.MaxPasswordAge),
        ReplyField.Of("PasswordReusePrevention", policy.PasswordReusePrevention),
        // The service's own spelling.
        ReplyField.Of("MaxLoginAttemps", policy.MaxLoginAttempts));

    private static ReplyField Field(SecurityPreferenceRecord preference) => ReplyField.Group("SecurityPreference",
        ReplyField.Group("LoginProfilePreference",
            ReplyField.Of("EnableSaveMFATicket", preference.EnableSaveMfaTicket),
            ReplyField.Of("AllowUserToChangePassword", preference.AllowUserToChangePassword),
            ReplyField.Of("LoginSessionDuration", preference.LoginSessionDuration),
            ReplyField.Of("LoginNetworkMasks", preference.LoginNetworkMasks)),
        ReplyField.Group("AccessKeyPreference", ReplyField.Of("AllowUserToManageAccessKeys", preference.AllowUserToManageAccessKeys)),
        ReplyField.Group("MFAPreference", ReplyField.Of("AllowUserToManageMFADevices", preference.AllowUserToManageMfaDevices)),
        ReplyField.Group("PublicKeyPreference", ReplyField.Of("AllowUserToManagePublicKeys", preference.AllowUserToManagePublicKeys)));

    [GeneratedRegex(@"\A[a-z0-9]+(-[a-z0-9]+)*\z")]
    private static partial Regex AliasFormat();
}
