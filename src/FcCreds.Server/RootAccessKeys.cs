using FcCreds.Core.Ids;
using FcCreds.Core.Signing;
using FcCreds.Identity.Ram;
using FcCreds.Server.Configuration;

namespace FcCreds.Server;

/// <summary>Every account has a key of its own: the one it was told, the documented one on loopback, or a random one.</summary>
internal static class RootAccessKeys
{
    /// <summary>Known to everybody and therefore only ever given to the first account of a server that nobody else can reach.</summary>
    public const string DocumentedAccessKeyId = "LTAI5tFcCredsLocalRoot00";
    public const string DocumentedAccessKeySecret = "fccreds-local-root-secret-0000";

    public static FcCredsConfiguration Complete(ServerOptions options, IdSource ids)
    {
        var configuration = options.Configuration;
        if (options.RootAccessKey is { } told) configuration = configuration.WithRootAccessKey(told.AccessKeyId, told.AccessKeySecret);
        else if (configuration.Accounts[0].RootAccessKey is null && options.IsLoopbackOnly)
            configuration = configuration.WithRootAccessKey(DocumentedAccessKeyId, new(DocumentedAccessKeySecret));
        return configuration with { Accounts = [.. configuration.Accounts.Select(account => account.RootAccessKey is null ? WithRandomKey(account, ids) : account)] };
    }

    public static SigningKey Of(AccountDeclaration account) => new(account.RootAccessKey!.AccessKeyId, account.RootAccessKey.AccessKeySecret);

    private static AccountDeclaration WithRandomKey(AccountDeclaration account, IdSource ids)
        => account with { RootAccessKey = new(ids.LongTermAccessKeyId(), new(ids.LongTermAccessKeySecret())) };
}
