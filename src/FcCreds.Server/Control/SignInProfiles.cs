using System.Globalization;
using FcCreds.Identity.Delivery;
using FcCreds.Identity.Delivery.SignIn;
using FcCreds.Identity.Ram;

namespace FcCreds.Server.Control;

/// <summary>What a profile of <c>~/.aliyun/config.json</c> holds after its owner has signed in with a browser, given out by order.</summary>
internal sealed class SignInProfiles(SignInTokens tokens, TimeProvider life, Func<Uri> url)
{
    /// <summary>CloudSSO's longest access to a portal, after which one signs in again.</summary>
    private static readonly TimeSpan PortalSession = TimeSpan.FromHours(8);

    /// <summary>Null for ways that are no sign-in.</summary>
    public IReadOnlyDictionary<string, string>? For(string via, Consumer consumer) => via switch
    {
        "cloud-sso" => new Dictionary<string, string>
        {
            ["mode"] = "CloudSSO",
            ["cloud_sso_sign_in_url"] = new Uri(url(), "/login").AbsoluteUri,
            ["cloud_sso_account_id"] = AccountIn(consumer),
            // Which of a person's accesses; here it is named after its role.
            ["cloud_sso_access_config"] = $"ac-{consumer.RoleArn[(consumer.RoleArn.LastIndexOf('/') + 1)..]}",
            ["access_token"] = tokens.Issue(SignInKind.CloudSso, consumer, PortalSession),
            ["cloud_sso_access_token_expire"] = End(PortalSession),
        },
        "oauth" => new Dictionary<string, string>
        {
            ["mode"] = "OAuth",
            ["oauth_site_type"] = "CN",
            ["oauth_refresh_token"] = tokens.Issue(SignInKind.OAuthRefresh, consumer, SignInPortal.RefreshLife),
            ["oauth_access_token"] = tokens.Issue(SignInKind.OAuthAccess, consumer, SignInPortal.AccessLife),
            ["oauth_access_token_expire"] = End(SignInPortal.AccessLife),
        },
        _ => null,
    };

    private static string AccountIn(Consumer consumer) => RoleArn.TryParse(consumer.RoleArn, out var arn) ? arn.AccountId : "";

    /// <summary>In seconds since 1970, as the SDKs compare it with their own clock.</summary>
    private string End(TimeSpan length) => (life.GetUtcNow() + length).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
}
