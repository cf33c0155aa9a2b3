using System.Net;
using System.Security.Cryptography.Xml;
using System.Text;
using System.Xml;

namespace FcCreds.Tests.Identity.Sts.Saml;

/// <summary>Errors after the AssumeRoleWithSAML page; what an assertion must hold after "SAML response for role-based SSO".</summary>
public sealed class AssumeRoleWithSamlTests(StsHost host) : IClassFixture<StsHost>, IDisposable
{
    private const string Invalid = "401 AuthenticationFail.SAMLAssertion.Invalid: The SAML Assertion is invalid: ";
    private const string BadSignature = Invalid + "the signature is not one of the identity provider's over the whole assertion.";
    private const string Namespace = "urn:oasis:names:tc:SAML:2.0:assertion";

    private readonly TestIdentityProvider idp = new();

    public void Dispose() => idp.Dispose();

    [Fact]
    public async Task A_signed_assertion_gets_credentials_and_names_the_session()
    {
        idp.Register(host);
        var answer = await AskAsync(idp.Response(host));
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Body);
        Assert.Equal($"{idp.RoleArn}/alice", answer.Json.GetProperty("AssumedRoleUser").GetProperty("Arn").GetString());
        var claims = host.Tokens.Open(answer.Json.GetProperty("Credentials").GetProperty("SecurityToken").GetString()!)!.Claims;
        Assert.Equal((idp.AccountId, "staff", "alice", idp.ProviderArn), (claims.AccountId, claims.RoleName, claims.RoleSessionName, claims.IssuedTo));
        Assert.Equal(TimeSpan.FromHours(1), claims.ExpiresAt - claims.IssuedAt);
        var info = answer.Json.GetProperty("SAMLAssertionInfo");
        Assert.Equal(
            ("persistent", "alice@example.com", TestIdentityProvider.Recipient, TestIdentityProvider.EntityId),
            (info.GetProperty("SubjectType").GetString(), info.GetProperty("Subject").GetString(), info.GetProperty("Recipient").GetString(), info.GetProperty("Issuer").GetString()));
    }

    [Theory]
    [InlineData("SAMLProviderArn", null, "400 MissingParameter.SAMLProviderArn: Parameter SAMLProviderArn is required.")]
    [InlineData("RoleArn", null, "400 MissingParameter.RoleArn: Parameter RoleArn is required.")]
    [InlineData("SAMLAssertion", null, "400 MissingParameter.SAMLAssertion: Parameter SAMLAssertion is required.")]
    [InlineData("RoleArn", "staff", "400 InvalidParameter.RoleArn: The parameter RoleArn is wrongly formed.")]
    [InlineData("DurationSeconds", "7201", "400 InvalidParameter.DurationSeconds: The Min/Max value of DurationSeconds is 15min/1hr.")]
    [InlineData("Policy", "{}", "400 InvalidParameter.PolicyGrammar: The parameter Policy has not passed grammar check.")]
    [InlineData("SAMLProviderArn", "acs:ram::1234567890123456:saml-provider/none", "404 EntityNotExist.SAMLProvider: Can not find SAML provider.")]
    [InlineData("SAMLAssertion", "abc", Invalid + "it has 4 to 100000 characters.")]
    [InlineData("SAMLAssertion", "no base 64", Invalid + "it is not the base64 of a SAML document.")]
    [InlineData("SAMLAssertion", "PGE+", Invalid + "it is not the base64 of a SAML document.")]
    [InlineData("SAMLAssertion", "PGEvPg==", Invalid + "it is neither a Response nor an Assertion of SAML 2.0.")]
    public async Task A_wrong_parameter_is_named(string name, string? value, string error)
    {
        idp.Register(host);
        Assert.Equal(error, (await AskAsync(idp.Response(host), parameters => parameters[name] = value)).Error);
    }

    [Theory]
    [InlineData("none", "404 EntityNotExist.RoleArn: The specified Role does not exists.")]
    [InlineData("closed", "401 AuthenticationFail.NoPermission: There is no permission")]
    public async Task A_role_must_be_there_be_named_and_trust_the_provider(string role, string error)
    {
        idp.Register(host);
        Assert.Equal(error, (await AskAsync(idp.Response(host), parameters => parameters["RoleArn"] = $"acs:ram::{idp.AccountId}:role/{role}")).Error);
    }

    [Fact]
    public async Task A_role_that_the_assertion_does_not_name_is_refused_though_it_trusts_the_provider()
    {
        idp.Register(host);
        Assert.Equal("401 AuthenticationFail.NoPermission: There is no permission", (await AskAsync(idp.Response(host, text => text.Replace(":role/staff,", ":role/another,", StringComparison.Ordinal)))).Error);
    }

    [Theory]
    [InlineData("metadata</Issuer>", "other</Issuer>", Invalid + "its issuer is not https://idp.example.com/metadata.")]
    [InlineData("urn:alibaba:cloudcomputing<", "urn:amazon:webservices<", Invalid + "its audience is not urn:alibaba:cloudcomputing.")]
    [InlineData("<AudienceRestriction>", "<AudienceRestriction><Audience>elsewhere</Audience></AudienceRestriction><AudienceRestriction>", Invalid + "its audience is not urn:alibaba:cloudcomputing.")]
    [InlineData("signin.aliyun.com", "signin.example.com", Invalid + "its recipient is not https://signin.aliyun.com/saml-role/sso.")]
    [InlineData("cm:bearer", "cm:holder-of-key", Invalid + "it does not have exactly one bearer SubjectConfirmation with data.")]
    [InlineData("<NameID ", "<NameID>bob</NameID><NameID ", Invalid + "it does not name exactly one subject.")]
    [InlineData(">alice<", ">a<", "400 InvalidParameter.RoleSessionName: The parameter RoleSessionName is wrongly formed.")]
    [InlineData(">alice</AttributeValue>", ">alice</AttributeValue><AttributeValue>bob</AttributeValue>", Invalid + "it does not have the attribute https://www.aliyun.com/SAML-Role/Attributes/RoleSessionName with one value.")]
    [InlineData("Attributes/Role\"", "Attributes/Roles\"", Invalid + "it does not have the attribute https://www.aliyun.com/SAML-Role/Attributes/Role.")]
    [InlineData("status:Success", "status:Responder", Invalid + "its status is urn:oasis:names:tc:SAML:2.0:status:Responder.")]
    [InlineData("<AttributeStatement>", "<AttributeStatement><Attribute Name=\"https://www.aliyun.com/SAML-Role/Attributes/SessionDuration\"><AttributeValue>7201</AttributeValue></Attribute>", "400 InvalidParameter.DurationSeconds: The Min/Max value of DurationSeconds is 15min/1hr.")]
    [InlineData("<AttributeStatement>", "<AttributeStatement><Attribute Name=\"https://www.aliyun.com/SAML-Role/Attributes/SessionDuration\"><AttributeValue>long</AttributeValue></Attribute>", Invalid + "the attribute https://www.aliyun.com/SAML-Role/Attributes/SessionDuration is not one number of seconds.")]
    public async Task A_signed_assertion_is_refused_for_what_it_says(string from, string to, string error)
    {
        idp.Register(host);
        Assert.Equal(error, (await AskAsync(idp.Response(host, text => Replaced(text, from, to)))).Error);
    }

    [Theory]
    [InlineData(-61, Invalid + "it is not valid yet.")]
    [InlineData(299, null)]
    [InlineData(300, "401 AuthenticationFail.SAMLAssertion.Expired: The SAML Assertion is expired.")]
    public async Task An_assertion_is_good_for_its_time_by_the_life_clock(int seconds, string? error)
    {
        idp.Register(host);
        var response = idp.Response(host);
        host.Clocks.Life.Shift = TimeSpan.FromSeconds(seconds);
        try
        {
            var answer = await AskAsync(response);
            if (error is null) Assert.Equal(HttpStatusCode.OK, answer.Status);
            else Assert.Equal(error, answer.Error);
        }
        finally
        {
            host.Clocks.Life.Shift = TimeSpan.Zero;
        }
    }

    [Fact]
    public async Task A_session_ends_with_that_of_the_identity_provider()
    {
        idp.Register(host);
        var end = host.Time.GetUtcNow().AddMinutes(20).UtcDateTime;
        var answer = await AskAsync(idp.Response(host, text => Replaced(text, "<AuthnStatement ", $"<AuthnStatement SessionNotOnOrAfter=\"{end:s}Z\" ")));
        Assert.Equal($"{end:s}Z", answer.Json.GetProperty("Credentials").GetProperty("Expiration").GetString());
    }

    [Fact]
    public async Task What_was_changed_after_signing_is_refused()
    {
        idp.Register(host);
        Assert.Equal(BadSignature, (await AskAsync(idp.Response(host, tamper: document => Set(document, "NameID", "admin@example.com")))).Error);
    }

    [Fact]
    public async Task Another_providers_signature_is_refused_though_it_brings_its_certificate()
    {
        using var forger = new TestIdentityProvider();
        idp.Register(host);
        Assert.Equal(BadSignature, (await AskAsync(forger.Response(host))).Error);
    }

    [Theory]
    [InlineData("unsigned", "the assertion itself is not signed.")]
    [InlineData("second assertion", "it does not hold exactly one assertion.")]
    [InlineData("signed one inside a forged one", "it does not hold exactly one assertion.")]
    [InlineData("signed one moved below", "the assertion does not stand in the response itself.")]
    [InlineData("signature moved into the response", "the assertion itself is not signed.")]
    [InlineData("two signatures", "the assertion itself is not signed.")]
    [InlineData("encrypted", "it is encrypted.")]
    public async Task A_signature_over_something_else_is_not_passed_off(string attack, string reason)
    {
        idp.Register(host);
        Assert.Equal(Invalid + reason, (await AskAsync(idp.Response(host, tamper: document => Attack(document, attack)))).Error);
    }

    [Theory]
    [InlineData("whole document")]
    [InlineData("response")]
    [InlineData("xpath")]
    [InlineData("sha1")]
    [InlineData("two references")]
    public async Task A_signature_that_could_leave_something_out_is_refused(string way)
    {
        idp.Register(host);
        Assert.Equal(BadSignature, (await AskAsync(idp.Response(host, sign: signed => Bend(signed, way)))).Error);
    }

    [Fact]
    public async Task A_comment_does_not_cut_a_value_short()
    {
        idp.Register(host);
        var answer = await AskAsync(idp.Response(host, tamper: document => document.GetElementsByTagName("NameID")[0]!.InnerXml = "alice<!-- -->@example.com"));
        Assert.Equal("alice@example.com", answer.Json.GetProperty("SAMLAssertionInfo").GetProperty("Subject").GetString());
    }

    [Theory]
    [InlineData("<EntityDescriptor/>")]
    [InlineData("<EntityDescriptor xmlns=\"urn:oasis:names:tc:SAML:2.0:metadata\" entityID=\"x\"/>")]
    [InlineData("no XML")]
    [InlineData("<!DOCTYPE x [<!ENTITY y SYSTEM \"file:///etc/passwd\">]><x>&y;</x>")]
    public async Task Metadata_without_a_signing_certificate_is_refused(string metadata)
    {
        idp.Register(host, metadata);
        Assert.Equal("401 AuthenticationFail.IDPMetadata.Invalid: The IDP Metadata is invalid.", (await AskAsync(idp.Response(host))).Error);
    }

    [Theory]
    [InlineData("<!DOCTYPE x [<!ENTITY y \"z\">]><x>&y;</x>")]
    [InlineData("deep")]
    public async Task A_document_that_would_cost_more_than_it_is_worth_is_refused(string xml)
    {
        idp.Register(host);
        if (xml == "deep") xml = string.Concat(Enumerable.Repeat("<a>", 5000)) + string.Concat(Enumerable.Repeat("</a>", 5000));
        Assert.Equal(Invalid + "it is not the base64 of a SAML document.", (await AskAsync(Convert.ToBase64String(Encoding.UTF8.GetBytes(xml)))).Error);
    }

    private static string Replaced(string text, string from, string to)
    {
        Assert.Contains(from, text, StringComparison.Ordinal);
        return text.Replace(from, to, StringComparison.Ordinal);
    }

    private static void Set(XmlDocument document, string name, string value) => document.GetElementsByTagName(name)[0]!.InnerText = value;

    private static void Attack(XmlDocument document, string attack)
    {
        var (response, assertion) = (document.DocumentElement!, (XmlElement)document.GetElementsByTagName("Assertion")[0]!);
        var signature = document.GetElementsByTagName("Signature")[0]!;
        var forged = (XmlElement)assertion.CloneNode(deep: true);
        forged.SetAttribute("ID", "_evil");
        foreach (var copied in forged.ChildNodes.OfType<XmlElement>().Where(one => one.LocalName == "Signature").ToList()) forged.RemoveChild(copied);
        switch (attack)
        {
            case "unsigned": assertion.RemoveChild(signature); break;
            case "second assertion": response.InsertBefore(forged, assertion); break;
            case "signed one inside a forged one":
                response.ReplaceChild(forged, assertion);
                forged.AppendChild(assertion);
                break;
            case "signed one moved below":
                response.RemoveChild(assertion);
                response.AppendChild(document.CreateElement("Extensions", "urn:oasis:names:tc:SAML:2.0:protocol"))!.AppendChild(assertion);
                break;
            case "signature moved into the response": response.AppendChild(signature); break;
            case "two signatures": assertion.AppendChild(signature.CloneNode(deep: true)); break;
            default: response.AppendChild(document.CreateElement("EncryptedAssertion", Namespace)); break;
        }
    }

    private static void Bend(SignedXml signed, string way)
    {
        var reference = (Reference)signed.SignedInfo!.References[0]!;
        switch (way)
        {
            case "whole document": reference.Uri = ""; break;
            case "response": reference.Uri = "#_r1"; break;
            case "xpath":
                var xpath = new XmlDocument();
                xpath.LoadXml("<XPath>not(ancestor-or-self::*[local-name()='Subject'])</XPath>");
                var transform = new XmlDsigXPathTransform();
                transform.LoadInnerXml(xpath.SelectNodes("/*")!);
                reference.AddTransform(transform);
                break;
            case "sha1": (reference.DigestMethod, signed.SignedInfo.SignatureMethod) = (SignedXml.XmlDsigSHA1Url, SignedXml.XmlDsigRSASHA1Url); break;
            default:
                var second = new Reference("#_a1") { DigestMethod = SignedXml.XmlDsigSHA256Url };
                second.AddTransform(new XmlDsigEnvelopedSignatureTransform());
                signed.AddReference(second);
                break;
        }
    }

    private Task<StsAnswer> AskAsync(string assertion, Action<Dictionary<string, string?>>? change = null)
    {
        Dictionary<string, string?> form = new() { ["SAMLProviderArn"] = idp.ProviderArn, ["RoleArn"] = idp.RoleArn, ["SAMLAssertion"] = assertion };
        change?.Invoke(form);
        var text = string.Join('&', form.Where(entry => entry.Value is not null).Select(entry => $"{entry.Key}={Uri.EscapeDataString(entry.Value!)}"));
        return StsClient.SendAsync(new(HttpMethod.Post, new Uri(host.Url, "/?Action=AssumeRoleWithSAML&Version=2015-04-01&Format=JSON"))
        {
            Content = new StringContent(text, Encoding.UTF8, "application/x-www-form-urlencoded"),
        });
    }
}
