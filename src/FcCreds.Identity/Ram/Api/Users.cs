using FcCreds.Identity.Ram.Records;
using FcCreds.Identity.Rpc;

namespace FcCreds.Identity.Ram.Api;

/// <summary>CreateUser, GetUser, UpdateUser, DeleteUser, ListUsers.</summary>
internal static class Users
{
    public static RamChange Create(RamRequest request, AccountRecord account)
    {
        var name = RamText.UserName(request, "UserName");
        if (account.Users.ContainsKey(name)) throw RamErrors.UserExists.With();
        if (account.Users.Count >= RamLimits.Users) throw RamErrors.TooManyUsers.With();
        var user = new UserRecord
        {
            UserName = name,
            UserId = request.Ids.UserId(),
            DisplayName = RamText.DisplayName(request, "DisplayName") ?? name,
            MobilePhone = RamText.MobilePhone(request, "MobilePhone") ?? "",
            Email = RamText.Email(request, "Email") ?? "",
            Comments = RamText.Comments(request, "Comments") ?? "",
            CreateDate = request.Now,
            UpdateDate = request.Now,
        };
        return new(account with { Users = account.Users.Add(name, user) }, ReplyField.Group("User", Fields(user)));
    }

    public static ReplyField[] Get(RamRequest request, AccountRecord account)
        => [ReplyField.Group("User", [.. Fields(Principals.Users.Find(request, account)), ReplyField.Of("LastLoginDate", "")])];

    public static RamChange Update(RamRequest request, AccountRecord account)
    {
        var user = Principals.Users.Find(request, account);
        user = user with
        {
            DisplayName = RamText.DisplayName(request, "NewDisplayName") ?? user.DisplayName,
            MobilePhone = RamText.MobilePhone(request, "NewMobilePhone") ?? user.MobilePhone,
            Email = RamText.Email(request, "NewEmail") ?? user.Email,
            Comments = RamText.Comments(request, "NewComments") ?? user.Comments,
            UpdateDate = request.Now,
        };
        var name = request.Find("NewUserName") is null ? user.UserName : RamText.UserName(request, "NewUserName");
        var after = account with { Users = account.Users.SetItem(user.UserName, user) };
        if (name != user.UserName)
        {
            if (!RamNames.Comparer.Equals(name, user.UserName) && account.Users.ContainsKey(name)) throw RamErrors.UserExists.With();
            (after, user) = (after.Renamed(user, name), user with { UserName = name });
        }
        return new(after, ReplyField.Group("User", Fields(user)));
    }

    public static RamChange Delete(RamRequest request, AccountRecord account)
    {
        var user = Principals.Users.Find(request, account);
        if (user.Groups.Count > 0) throw RamErrors.UserIsInGroup.With();
        if (user.AccessKeys.Count > 0) throw RamErrors.UserHasAccessKey.With();
        if (user.LoginProfile is not null) throw RamErrors.UserHasLoginProfile.With();
        if (account.MfaDevices.Values.Any(device => device.UserName == user.UserName)) throw RamErrors.UserHasDevice.With();
        if (user.Policies.Count > 0) throw RamErrors.UserHasPolicies.With();
        return new(account.Without(user));
    }

    public static ReplyField[] List(RamRequest request, AccountRecord account)
        => Page.Of(request, account.Users.Values, user => user.UserName, "Users", "User", Fields);

    private static ReplyField[] Fields(UserRecord user) =>
    [
        ReplyField.Of("UserId", user.UserId),
        ReplyField.Of("UserName", user.UserName),
        ReplyField.Of("DisplayName", user.DisplayName),
        ReplyField.Of("MobilePhone", user.MobilePhone),
        ReplyField.Of("Email", user.Email),
        ReplyField.Of("Comments", user.Comments),
        RamFields.Date("CreateDate", user.CreateDate),
        RamFields.Date("UpdateDate", user.UpdateDate),
    ];
}
