using FcCreds.Core.Callers;

namespace FcCreds.Identity.Upstream;

/// <summary>A token that somebody else keeps fresh in a file, as a cluster does in a pod with RRSA: AssumeRoleWithOIDC, unsigned.</summary>
/// <param name="ProviderArn"><c>acs:ram::acct:oidc-provider/name</c>.</param>
/// <param name="TokenFile">Read for each call.</param>
internal sealed record UpstreamOidcToken(string ProviderArn, string TokenFile) : UpstreamIdentity
{
    /// <summary>More than STS takes is no token.</summary>
    private const int LongestToken = 20_000;

    public override async ValueTask<UpstreamRequest> RequestAsync(UpstreamOptions options, TimeProvider time, CancellationToken ct)
    {
        var token = await ReadAsync(ct);
        KeyValuePair<string, string>[] form = [.. Parameters(options), new("OIDCProviderArn", ProviderArn), new("OIDCToken", token)];
        // Its signature alone would let somebody who has the rest put the token together.
        return new(Acs3Request.CreateUnsigned(options.Endpoint, "AssumeRoleWithOIDC", StsVersion, form, time), [new(token), .. token.Split('.').Where(part => part.Length > 0).Select(part => new Secret(part))]);
    }

    private async Task<string> ReadAsync(CancellationToken ct)
    {
        try
        {
            if (new FileInfo(TokenFile).Length > LongestToken) throw UpstreamErrors.NoIdentity.Saying($"{TokenFile} is no OIDC token: it has more than {LongestToken} bytes.");
            var token = (await File.ReadAllTextAsync(TokenFile, ct)).Trim();
            return token.Length > 0 ? token : throw UpstreamErrors.NoIdentity.Saying($"The OIDC token file {TokenFile} is empty.");
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw UpstreamErrors.NoIdentity.Saying($"The OIDC token file cannot be read: {unreadable.Message}");
        }
    }
}
