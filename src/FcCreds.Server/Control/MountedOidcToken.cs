using FcCreds.Core.Errors;
using FcCreds.Server.Hosting;

namespace FcCreds.Server.Control;

/// <summary>An OIDC token in a folder that other containers mount, as a cluster projects one into its pods.</summary>
/// <param name="File">Where; readable by everybody who reaches the folder, as in a cluster, for the others run as other users.</param>
/// <param name="Role">Name or ARN of the role that is to be assumed with it; null for the default role.</param>
/// <param name="Provider">Whose token; null for the one that every account has.</param>
/// <param name="Subject">Of whom it speaks; null for a service account named after the session.</param>
internal sealed record MountedOidcToken(string File, string? Role, string? Provider, string? Subject)
{
    private const UnixFileMode ForEverybody = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    /// <summary>Writes the first token, and the next ones until the file is disposed of.</summary>
    /// <exception cref="StartFailure">There is no such provider or role, or the file cannot be written.</exception>
    public OidcTokenFile Mount(Consumers consumers, TimeProvider monotonic, out string? warning)
    {
        try
        {
            var first = consumers.Prepare(Order);
            warning = first.Warning;
            return OidcTokenFile.Start(File, Fresh(first), _ => Task.FromResult(Next(consumers)), monotonic, ForEverybody);
        }
        catch (ServiceException refused)
        {
            throw new StartFailure($"--oidc-token-file: {refused.Message}");
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            throw new StartFailure($"--oidc-token-file: {unwritable.Message}");
        }
    }

    private ConsumerOrder Order => new() { Via = "oidc", Session = new() { Role = Role }, OidcProvider = Provider, OidcSubject = Subject };

    /// <summary>Null while the role or the provider is gone, for either may be made anew.</summary>
    private FreshToken? Next(Consumers consumers)
    {
        try
        {
            return Fresh(consumers.Prepare(Order));
        }
        catch (ServiceException)
        {
            return null;
        }
    }

    private static FreshToken Fresh(ConsumerReply reply) => new(reply.Token!.Token, TimeSpan.FromSeconds(reply.Token.Seconds));
}
