using FcCreds.Core.Callers;
using FcCreds.Core.Signing;
using FcCreds.Identity.Ram.Records;
using FcCreds.Identity.Rpc;

namespace FcCreds.Identity.Ram.Api;

/// <summary>CreateLoginProfile, GetLoginProfile, UpdateLoginProfile, DeleteLoginProfile, ChangePassword. There is no console to sign in to.</summary>
internal static class LoginProfiles
{
    public static RamChange Create(RamRequest request, AccountRecord account)
    {
        var user = Principals.Users.Find(request, account);
        if (user.LoginProfile is not null) throw RamErrors.LoginProfileExists.With();
        var profile = new LoginProfileRecord(
            Passwords.Checked(account, request.Required("Password")), request.Flag("PasswordResetRequired") ?? false, request.Flag("MFABindRequired") ?? false, request.Now);
        return new(With(account, user, profile), ReplyField.Group("LoginProfile", Fields(user, profile)));
    }

    public static ReplyField[] Get(RamRequest request, AccountRecord account)
    {
        var (user, profile) = Find(request, account);
        return [ReplyField.Group("LoginProfile", Fields(user, profile))];
    }

    public static RamChange Update(RamRequest request, AccountRecord account)
    {
        var (user, profile) = Find(request, account);
        return new(With(account, user, profile with
        {
            Password = request.Find("Password") is { } password ? Passwords.Checked(account, password) : profile.Password,
            PasswordResetRequired = request.Flag("PasswordResetRequired") ?? profile.PasswordResetRequired,
            MfaBindRequired = request.Flag("MFABindRequired") ?? profile.MfaBindRequired,
        }));
    }

    public static RamChange Delete(RamRequest request, AccountRecord account)
    {
        var (user, _) = Find(request, account);
        return new(With(account, user, null));
    }

    /// <summary>Of the user who calls.</summary>
    public static RamChange ChangePassword(RamRequest request, AccountRecord account)
    {
        var (old, fresh) = (request.Required("OldPassword"), request.Required("NewPassword"));
        var user = Principals.Users.Find(account, request.Caller.Kind == CallerKind.RamUser ? request.Caller.Name : "");
        if (user.LoginProfile is not { } profile) throw RamErrors.NoLoginProfile.With();
        if (!Mac.AreEqual(profile.Password.Opened.Value, old)) throw RamErrors.Incorrect("OldPassword");
        return new(With(account, user, profile with { Password = Passwords.Checked(account, fresh), PasswordResetRequired = false }));
    }

    private static (UserRecord User, LoginProfileRecord Profile) Find(RamRequest request, AccountRecord account)
    {
        var user = Principals.Users.Find(request, account);
        return (user, user.LoginProfile ?? throw RamErrors.NoLoginProfile.With());
    }

    private static AccountRecord With(AccountRecord account, UserRecord user, LoginProfileRecord? profile)
        => Principals.Users.Put(account, user.UserName, user with { LoginProfile = profile });

    private static ReplyField[] Fields(UserRecord user, LoginProfileRecord profile) =>
    [
        ReplyField.Of("UserName", user.UserName),
        ReplyField.Of("PasswordResetRequired", profile.PasswordResetRequired),
        ReplyField.Of("MFABindRequired", profile.MfaBindRequired),
        RamFields.Date("CreateDate", profile.CreateDate),
    ];
}
