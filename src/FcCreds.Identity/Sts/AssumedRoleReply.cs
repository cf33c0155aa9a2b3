using System.Globalization;
using FcCreds.Core.Callers;
using FcCreds.Core.Sessions;
using FcCreds.Identity.Rpc;

namespace FcCreds.Identity.Sts;

/// <summary>What every way of assuming a role answers with; each adds fields of its own.</summary>
internal static class AssumedRoleReply
{
    public static RpcReply Of(RpcCall call, Role role, SessionCredentials credentials, params ReplyField[] more)
    {
        var claims = credentials.Claims;
        List<ReplyField> fields =
        [
            ReplyField.Group("AssumedRoleUser",
                // Not the assumed-role form that GetCallerIdentity prints: the two operations differ in the cloud.
                ReplyField.Of("Arn", $"{role.Arn}/{claims.RoleSessionName}"),
                ReplyField.Of("AssumedRoleId", $"{role.RoleId}:{claims.RoleSessionName}")),
            ReplyField.Group("Credentials",
                ReplyField.Of("SecurityToken", credentials.SecurityToken.Value),
                ReplyField.Of("AccessKeyId", credentials.AccessKeyId),
                ReplyField.Of("AccessKeySecret", credentials.AccessKeySecret.Value),
                // SDKs parse this with a fixed layout: no fraction, a literal Z.
                ReplyField.Of("Expiration", credentials.Expiration.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture))),
            .. more,
        ];
        if (claims.SourceIdentity is { } identity) fields.Add(ReplyField.Of("SourceIdentity", identity));
        return call.Reply(fields);
    }
}
