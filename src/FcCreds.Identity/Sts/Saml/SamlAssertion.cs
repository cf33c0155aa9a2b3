using System.Globalization;
using System.Xml;
using FcCreds.Identity.Ram.Records;

namespace FcCreds.Identity.Sts.Saml;

/// <summary>
/// An identity provider's signed statement of who somebody is and which roles they may assume ("SAML response for role-based SSO").
/// Everything is read from the element whose signature was proven.
/// </summary>
internal sealed class SamlAssertion
{
    private const string Attributes = "https://www.aliyun.com/SAML-Role/Attributes/";
    private const string Bearer = "urn:oasis:names:tc:SAML:2.0:cm:bearer";
    private const int MinLength = 4;
    private const int MaxLength = 100_000;

    /// <summary>The service's own names, in China and elsewhere.</summary>
    private static readonly string[] Audiences = ["urn:alibaba:cloudcomputing", "urn:alibaba:cloudcomputing:international"];

    private static readonly string[] Recipients = ["https://signin.aliyun.com/saml-role/sso", "https://signin.alibabacloud.com/saml-role/sso"];

    public required string Issuer { get; init; }

    public required string Subject { get; init; }

    /// <summary>Such as <c>persistent</c>.</summary>
    public required string SubjectType { get; init; }

    public required string Recipient { get; init; }

    public required string RoleSessionName { get; init; }

    /// <summary>Which roles by which providers, as <c>roleArn,providerArn</c>.</summary>
    public required IReadOnlyList<string> Roles { get; init; }

    /// <summary>Null: it does not say.</summary>
    public TimeSpan? SessionDuration { get; init; }

    /// <summary>The identity provider's own session ends then; null: it does not say.</summary>
    public DateTimeOffset? SessionEnds { get; init; }

    public bool Lets(string roleArn, string providerArn) => Roles.Any(pair => pair.Split(',', StringSplitOptions.TrimEntries) is [var one, var other]
        && ((one == roleArn && other == providerArn) || (one == providerArn && other == roleArn)));

    /// <param name="encoded">Base64 of a Response or an Assertion.</param>
    /// <param name="provider">Who must have signed it.</param>
    /// <param name="now">When it must be valid.</param>
    public static SamlAssertion Read(string encoded, SamlProvider provider, DateTimeOffset now)
    {
        if (encoded.Length is < MinLength or > MaxLength) throw StsErrors.SamlBecause($"it has {MinLength} to {MaxLength} characters");
        using var metadata = IdentityProviderMetadata.Read(provider);
        try
        {
            var root = SamlXml.Load(new MemoryStream(Convert.FromBase64String(encoded)));
            if (root.Child(SamlXml.Protocol, "Status")?.Child(SamlXml.Protocol, "StatusCode")?.GetAttribute("Value") is { } status && !status.EndsWith(":Success", StringComparison.Ordinal))
                throw StsErrors.SamlBecause($"its status is {status}");
            return Read(SignedAssertion.Find(root, metadata.Certificates), metadata, now);
        }
        catch (Exception malformed) when (malformed is FormatException or XmlException)
        {
            throw StsErrors.SamlBecause("it is not the base64 of a SAML document");
        }
    }

    private static SamlAssertion Read(XmlElement assertion, IdentityProviderMetadata metadata, DateTimeOffset now)
    {
        var issuer = assertion.Child(SamlXml.Assertion, "Issuer")?.InnerText.Trim() ?? "";
        if (issuer != metadata.EntityId) throw StsErrors.SamlBecause($"its issuer is not {metadata.EntityId}");
        CheckConditions(assertion, now);
        var subject = assertion.Child(SamlXml.Assertion, "Subject");
        if (subject?.Children(SamlXml.Assertion, "NameID").ToList() is not [var nameId]) throw StsErrors.SamlBecause("it does not name exactly one subject");
        var statement = assertion.Child(SamlXml.Assertion, "AuthnStatement");
        return new()
        {
            Issuer = issuer,
            Subject = nameId.InnerText.Trim(),
            SubjectType = nameId.GetAttribute("Format") is { Length: > 0 } format ? format[(format.LastIndexOf(':') + 1)..] : "unspecified",
            Recipient = Confirmed(subject, now),
            RoleSessionName = Values(assertion, "RoleSessionName") is [var name] ? name : throw StsErrors.SamlBecause($"it does not have the attribute {Attributes}RoleSessionName with one value"),
            Roles = Values(assertion, "Role") is { Count: > 0 } roles ? roles : throw StsErrors.SamlBecause($"it does not have the attribute {Attributes}Role"),
            SessionDuration = Duration(Values(assertion, "SessionDuration")),
            SessionEnds = statement?.Time("SessionNotOnOrAfter"),
        };
    }

    private static void CheckConditions(XmlElement assertion, DateTimeOffset now)
    {
        if (assertion.Child(SamlXml.Assertion, "Conditions") is not { } conditions) throw StsErrors.SamlBecause("it has no Conditions");
        if (now < conditions.Time("NotBefore")) throw StsErrors.SamlBecause("it is not valid yet");
        if (now >= conditions.Time("NotOnOrAfter")) throw StsErrors.SamlExpired.With();
        // Several restrictions must all hold; any audience of one fulfils it.
        var restrictions = conditions.Children(SamlXml.Assertion, "AudienceRestriction").ToList();
        if (restrictions.Count == 0 || !restrictions.TrueForAll(one => one.Children(SamlXml.Assertion, "Audience").Any(audience => Audiences.Contains(audience.InnerText.Trim()))))
            throw StsErrors.SamlBecause($"its audience is not {Audiences[0]}");
    }

    /// <summary>The recipient for whom a bearer of the assertion is its subject.</summary>
    private static string Confirmed(XmlElement subject, DateTimeOffset now)
    {
        if (subject.Children(SamlXml.Assertion, "SubjectConfirmation").ToList() is not [var confirmation] || confirmation.GetAttribute("Method") != Bearer
            || confirmation.Child(SamlXml.Assertion, "SubjectConfirmationData") is not { } data)
            throw StsErrors.SamlBecause("it does not have exactly one bearer SubjectConfirmation with data");
        var recipient = data.GetAttribute("Recipient");
        if (!Recipients.Contains(recipient)) throw StsErrors.SamlBecause($"its recipient is not {Recipients[0]}");
        if (data.Time("NotOnOrAfter") is not { } end) throw StsErrors.SamlBecause("its SubjectConfirmationData has no NotOnOrAfter");
        return now < end ? recipient : throw StsErrors.SamlExpired.With();
    }

    private static List<string> Values(XmlElement assertion, string attribute) =>
    [
        .. assertion.Children(SamlXml.Assertion, "AttributeStatement")
            .SelectMany(statement => statement.Children(SamlXml.Assertion, "Attribute"))
            .Where(one => one.GetAttribute("Name") == Attributes + attribute)
            .SelectMany(one => one.Children(SamlXml.Assertion, "AttributeValue"))
            .Select(value => value.InnerText.Trim()),
    ];

    private static TimeSpan? Duration(List<string> values) => values switch
    {
        [] => null,
        [var text] when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) => TimeSpan.FromSeconds(seconds),
        _ => throw StsErrors.SamlBecause($"the attribute {Attributes}SessionDuration is not one number of seconds"),
    };
}
