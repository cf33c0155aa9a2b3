using System.Text;
using System.Xml;
using FcCreds.Identity.Ram.Api;
using FcCreds.Identity.Ram.Records;
using FcCreds.Identity.Rpc;

namespace FcCreds.Identity.Ims;

/// <summary>Create-, Get-, Update-, Delete- and ListSAMLProvider(s).</summary>
internal static class SamlProviders
{
    private const int Most = 100;
    private const int LongestMetadata = 102_400;

    private static readonly XmlReaderSettings Strict = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = LongestMetadata };

    public static string[] Resources(RamRequest request) => [request.Arn("saml-provider", "*")];

    public static string[] Resource(RamRequest request) => [request.Arn("saml-provider", request.Required("SAMLProviderName"))];

    public static RamChange Create(RamRequest request, AccountRecord account)
    {
        var provider = new SamlProvider
        {
            SamlProviderName = RamText.ProviderName(request, "SAMLProviderName"),
            MetadataDocument = Metadata(request.Required("EncodedSAMLMetadataDocument"), "EncodedSAMLMetadataDocument"),
            Description = RamText.Description(request, "Description") ?? "",
            CreateDate = request.Now,
            UpdateDate = request.Now,
        };
        if (account.SamlProviders.ContainsKey(provider.SamlProviderName)) throw ImsErrors.SamlProviderExists.With();
        if (account.SamlProviders.Count >= Most) throw ImsErrors.TooManySamlProviders.With();
        return Changed(request, account, provider);
    }

    public static ReplyField[] Get(RamRequest request, AccountRecord account)
    {
        var provider = Find(request, account);
        var encoded = Convert.ToBase64String(Encoding.UTF8.GetBytes(provider.MetadataDocument));
        return [ReplyField.Group("SAMLProvider", [.. Fields(request, provider), ReplyField.Of("EncodedSAMLMetadataDocument", encoded)])];
    }

    public static ReplyField[] List(RamRequest request, AccountRecord account) => Page.Of(
        request, account.SamlProviders.Values, provider => provider.SamlProviderName, "SAMLProviders", "SAMLProvider", provider => Fields(request, provider));

    public static RamChange Update(RamRequest request, AccountRecord account)
    {
        var provider = Find(request, account);
        return Changed(request, account, provider with
        {
            MetadataDocument = request.Find("NewEncodedSAMLMetadataDocument") is { } encoded ? Metadata(encoded, "NewEncodedSAMLMetadataDocument") : provider.MetadataDocument,
            Description = RamText.Description(request, "NewDescription") ?? provider.Description,
        });
    }

    public static RamChange Delete(RamRequest request, AccountRecord account)
        => new(account with { SamlProviders = account.SamlProviders.Remove(Find(request, account).SamlProviderName) });

    private static SamlProvider Find(RamRequest request, AccountRecord account)
        => account.SamlProviders.TryGetValue(request.Required("SAMLProviderName"), out var provider) ? provider : throw ImsErrors.NoSamlProvider.With();

    private static RamChange Changed(RamRequest request, AccountRecord account, SamlProvider provider)
    {
        provider = provider with { UpdateDate = request.Now };
        var after = account with { SamlProviders = account.SamlProviders.SetItem(provider.SamlProviderName, provider) };
        return new(after, ReplyField.Group("SAMLProvider", Fields(request, provider)));
    }

    /// <summary>Base64 of an XML document; what it says is read when somebody comes with an assertion.</summary>
    private static string Metadata(string encoded, string parameter)
    {
        if (encoded.Length > LongestMetadata * 4 / 3) throw RamErrors.TooLong(parameter);
        try
        {
            var text = Encoding.UTF8.GetString(Convert.FromBase64String(encoded));
            using var reader = XmlReader.Create(new StringReader(text), Strict);
            while (reader.Read())
            {
                // To its end: whether it is well-formed.
            }
            return text;
        }
        catch (Exception malformed) when (malformed is FormatException or XmlException)
        {
            throw RamErrors.Format(parameter);
        }
    }

    private static ReplyField[] Fields(RamRequest request, SamlProvider provider) =>
    [
        ReplyField.Of("SAMLProviderName", provider.SamlProviderName),
        ReplyField.Of("Arn", SamlProvider.ArnOf(request.AccountId, provider.SamlProviderName)),
        ReplyField.Of("Description", provider.Description),
        RamFields.Date("CreateDate", provider.CreateDate),
        RamFields.Date("UpdateDate", provider.UpdateDate),
    ];
}
