using System.Collections.Immutable;
using FcCreds.Core.Callers;
using FcCreds.Identity.Ram.Records;
using FcCreds.Identity.Rpc;

namespace FcCreds.Identity.Ram.Api;

/// <summary>CreateAccessKey, ListAccessKeys, UpdateAccessKey, DeleteAccessKey, GetAccessKeyLastUsed.</summary>
internal static class AccessKeys
{
    /// <summary>The only reply that ever holds a secret.</summary>
    public static RamChange Create(RamRequest request, AccountRecord account)
    {
        var user = Principals.Users.Find(account, request.UserName());
        if (user.AccessKeys.Count >= RamLimits.AccessKeysPerUser) throw RamErrors.TooManyAccessKeys.With();
        var key = new AccessKeyRecord(request.Ids.LongTermAccessKeyId(), new Secret(request.Ids.LongTermAccessKeySecret()), IsActive: true, request.Now);
        return new(With(account, user, user.AccessKeys.Add(key)), ReplyField.Group("AccessKey", [.. Fields(key), ReplyField.Of("AccessKeySecret", key.AccessKeySecret.Opened.Value)]));
    }

    public static ReplyField[] List(RamRequest request, AccountRecord account)
        => [RamFields.List("AccessKeys", "AccessKey", Principals.Users.Find(account, request.UserName()).AccessKeys.Select(Fields))];

    public static RamChange Update(RamRequest request, AccountRecord account)
    {
        var (user, key) = Find(request, account);
        var isActive = request.Required("Status") switch
        {
            "Active" => true,
            "Inactive" => false,
            _ => throw RamErrors.Incorrect("Status"),
        };
        return new(With(account, user, user.AccessKeys.Replace(key, key with { IsActive = isActive })));
    }

    public static RamChange Delete(RamRequest request, AccountRecord account)
    {
        var (user, key) = Find(request, account);
        return new(With(account, user, user.AccessKeys.Remove(key)));
    }

    public static ReplyField[] LastUsed(RamRequest request, AccountRecord account)
    {
        var (_, key) = Find(request, account);
        return [ReplyField.Group("AccessKeyLastUsed", request.Callers.Uses.LastOf(key.AccessKeyId) is { } last ? [RamFields.Date("LastUsedDate", last)] : [])];
    }

    private static (UserRecord User, AccessKeyRecord Key) Find(RamRequest request, AccountRecord account)
    {
        var user = Principals.Users.Find(account, request.UserName());
        var id = request.Required("UserAccessKeyId");
        return (user, user.AccessKeys.Find(key => key.AccessKeyId == id) ?? throw RamErrors.NoAccessKey.With());
    }

    private static AccountRecord With(AccountRecord account, UserRecord user, ImmutableList<AccessKeyRecord> keys)
        => Principals.Users.Put(account, user.UserName, user with { AccessKeys = keys });

    private static ReplyField[] Fields(AccessKeyRecord key) =>
    [
        ReplyField.Of("AccessKeyId", key.AccessKeyId),
        ReplyField.Of("Status", key.IsActive ? "Active" : "Inactive"),
        RamFields.Date("CreateDate", key.CreateDate),
    ];
}
