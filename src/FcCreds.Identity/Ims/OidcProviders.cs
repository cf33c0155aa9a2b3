using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using FcCreds.Core.Errors;
using FcCreds.Identity.Ram.Api;
using FcCreds.Identity.Ram.Records;
using FcCreds.Identity.Rpc;

namespace FcCreds.Identity.Ims;

/// <summary>Create-, Get-, Update-, Delete- and ListOIDCProvider(s), and what adds and removes client ids and fingerprints.</summary>
internal static partial class OidcProviders
{
    private const int Most = 100;
    private const int MostClientIds = 50;
    private const int MostFingerprints = 5;
    private const int LongestIssuer = 255;
    private const int LongestLimit = 168;
    private const int UsualLimit = 12;

    public static string[] Resources(RamRequest request) => [request.Arn("oidc-provider", "*")];

    public static string[] Resource(RamRequest request) => [request.Arn("oidc-provider", request.Required("OIDCProviderName"))];

    public static RamChange Create(RamRequest request, AccountRecord account)
    {
        var name = RamText.ProviderName(request, "OIDCProviderName");
        var provider = new OidcProvider
        {
            OidcProviderName = name,
            IssuerUrl = Issuer(request),
            ClientIds = Listed(request, "ClientIds", ClientId(), MostClientIds, ImsErrors.TooManyClientIds) ?? [],
            Fingerprints = Listed(request, "Fingerprints", Fingerprint(), MostFingerprints, ImsErrors.TooManyFingerprints) ?? [],
            Description = RamText.Description(request, "Description") ?? "",
            IssuanceLimitTime = request.Number("IssuanceLimitTime", 1, LongestLimit) ?? UsualLimit,
            CreateDate = request.Now,
            UpdateDate = request.Now,
        };
        if (account.OidcProviders.ContainsKey(name)) throw ImsErrors.OidcProviderExists.With();
        if (account.OidcProviders.Values.Any(one => one.IssuerUrl == provider.IssuerUrl)) throw ImsErrors.IssuerExists.With();
        if (account.OidcProviders.Count >= Most) throw ImsErrors.TooManyOidcProviders.With();
        return Changed(request, account, provider);
    }

    public static ReplyField[] Get(RamRequest request, AccountRecord account) => [Field(request, Find(request, account))];

    public static ReplyField[] List(RamRequest request, AccountRecord account) => Page.Of(
        request, account.OidcProviders.Values, provider => provider.OidcProviderName, "OIDCProviders", "OIDCProvider", provider => Fields(request, provider));

    /// <summary>Client ids that are sent take the place of all that were there.</summary>
    public static RamChange Update(RamRequest request, AccountRecord account)
    {
        var provider = Find(request, account);
        return Changed(request, account, provider with
        {
            ClientIds = Listed(request, "ClientIds", ClientId(), MostClientIds, ImsErrors.TooManyClientIds) ?? provider.ClientIds,
            Description = RamText.Description(request, "NewDescription") ?? provider.Description,
            IssuanceLimitTime = request.Number("IssuanceLimitTime", 1, LongestLimit) ?? provider.IssuanceLimitTime,
        });
    }

    public static RamChange Delete(RamRequest request, AccountRecord account)
        => new(account with { OidcProviders = account.OidcProviders.Remove(Find(request, account).OidcProviderName) });

    public static RamChange AddClientId(RamRequest request, AccountRecord account)
    {
        var (provider, added) = (Find(request, account), Matching(request.Required("ClientId"), "ClientId", ClientId()));
        if (provider.ClientIds.Contains(added)) throw ImsErrors.ClientIdExists.With();
        if (provider.ClientIds.Count >= MostClientIds) throw ImsErrors.TooManyClientIds.With();
        return Changed(request, account, provider with { ClientIds = provider.ClientIds.Add(added) });
    }

    public static RamChange RemoveClientId(RamRequest request, AccountRecord account)
    {
        var (provider, removed) = (Find(request, account), request.Required("ClientId"));
        return provider.ClientIds.Contains(removed)
            ? Changed(request, account, provider with { ClientIds = provider.ClientIds.Remove(removed) })
            : throw ImsErrors.NoClientId.With();
    }

    public static RamChange AddFingerprint(RamRequest request, AccountRecord account)
    {
        var (provider, added) = (Find(request, account), Matching(request.Required("Fingerprint"), "Fingerprint", Fingerprint()));
        if (provider.Fingerprints.Contains(added)) throw ImsErrors.FingerprintExists.With();
        if (provider.Fingerprints.Count >= MostFingerprints) throw ImsErrors.TooManyFingerprints.With();
        return Changed(request, account, provider with { Fingerprints = provider.Fingerprints.Add(added) });
    }

    public static RamChange RemoveFingerprint(RamRequest request, AccountRecord account)
    {
        var (provider, removed) = (Find(request, account), request.Required("Fingerprint"));
        return provider.Fingerprints.Contains(removed)
            ? Changed(request, account, provider with { Fingerprints = provider.Fingerprints.Remove(removed) })
            : throw ImsErrors.NoFingerprint.With();
    }

    private static OidcProvider Find(RamRequest request, AccountRecord account)
        => account.OidcProviders.TryGetValue(request.Required("OIDCProviderName"), out var provider) ? provider : throw ImsErrors.NoOidcProvider.With();

    private static RamChange Changed(RamRequest request, AccountRecord account, OidcProvider provider)
    {
        provider = provider with { UpdateDate = request.Now };
        return new(account with { OidcProviders = account.OidcProviders.SetItem(provider.OidcProviderName, provider) }, Field(request, provider));
    }

    /// <summary>https, without query, fragment and user: tokens name it exactly so.</summary>
    private static string Issuer(RamRequest request)
    {
        var text = request.Required("IssuerUrl");
        if (text.Length > LongestIssuer) throw RamErrors.TooLong("IssuerUrl");
        var isIssuer = Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme == Uri.UriSchemeHttps && text.IndexOfAny(['?', '#', '@']) < 0;
        return isIssuer ? text : throw RamErrors.Format("IssuerUrl");
    }

    /// <summary>Separated by commas; null when none were sent.</summary>
    private static ImmutableList<string>? Listed(RamRequest request, string parameter, Regex format, int most, ServiceError tooMany)
    {
        if (request.Find(parameter) is not { } text) return null;
        var items = text.Split(',', StringSplitOptions.TrimEntries).Distinct().Select(item => Matching(item, parameter, format)).ToImmutableList();
        return items.Count <= most ? items : throw tooMany.With();
    }

    private static string Matching(string text, string parameter, Regex format) => format.IsMatch(text) ? text : throw RamErrors.InvalidChars(parameter);

    private static ReplyField Field(RamRequest request, OidcProvider provider) => ReplyField.Group("OIDCProvider", Fields(request, provider));

    private static ReplyField[] Fields(RamRequest request, OidcProvider provider) =>
    [
        ReplyField.Of("OIDCProviderName", provider.OidcProviderName),
        ReplyField.Of("Arn", OidcProvider.ArnOf(request.AccountId, provider.OidcProviderName)),
        ReplyField.Of("IssuerUrl", provider.IssuerUrl),
        ReplyField.Of("ClientIds", string.Join(',', provider.ClientIds)),
        ReplyField.Of("Fingerprints", string.Join(',', provider.Fingerprints)),
        ReplyField.Of("Description", provider.Description),
        ReplyField.Of("IssuanceLimitTime", provider.IssuanceLimitTime),
        RamFields.Date("CreateDate", provider.CreateDate),
        RamFields.Date("UpdateDate", provider.UpdateDate),
        ReplyField.Of("GmtCreate", Milliseconds(provider.CreateDate)),
        ReplyField.Of("GmtModified", Milliseconds(provider.UpdateDate)),
    ];

    private static string Milliseconds(DateTimeOffset time) => time.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9.\-_:/]{0,127}\z")]
    private static partial Regex ClientId();

    [GeneratedRegex(@"\A[A-Za-z0-9]{1,128}\z")]
    private static partial Regex Fingerprint();
}
