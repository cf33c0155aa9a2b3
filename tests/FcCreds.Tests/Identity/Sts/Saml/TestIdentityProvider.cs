using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Security.Cryptography.Xml;
using System.Text;
using System.Xml;
using FcCreds.Core.Policy;

namespace FcCreds.Tests.Identity.Sts.Saml;

/// <summary>A SAML identity provider with a certificate of its own, known to an account of its own as provider <c>adfs</c>, which role <c>staff</c> trusts.</summary>
internal sealed class TestIdentityProvider : IDisposable
{
    public const string EntityId = "https://idp.example.com/metadata";
    public const string Recipient = "https://signin.aliyun.com/saml-role/sso";

    private static int accounts;

    private readonly RSA key = RSA.Create(2048);
    private readonly X509Certificate2 certificate;

    public TestIdentityProvider()
    {
        var request = new CertificateRequest("CN=idp.example.com", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        certificate = request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
    }

    public string AccountId { get; } = $"8{Interlocked.Increment(ref accounts):D15}";

    public string ProviderArn => $"acs:ram::{AccountId}:saml-provider/adfs";

    public string RoleArn => $"acs:ram::{AccountId}:role/staff";

    public string Metadata => $"""
        <EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="{EntityId}">
          <IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">
            <KeyDescriptor use="signing"><KeyInfo xmlns="http://www.w3.org/2000/09/xmldsig#"><X509Data><X509Certificate>
              {Convert.ToBase64String(certificate.RawData)}
            </X509Certificate></X509Data></KeyInfo></KeyDescriptor>
          </IDPSSODescriptor>
        </EntityDescriptor>
        """;

    public void Register(StsHost host, string? metadata = null) => host.Directory.Add(new()
    {
        AccountId = AccountId,
        SamlProviders = [new("adfs", metadata ?? Metadata)],
        Roles = [new() { RoleName = "staff", Trust = Trust(ProviderArn), MaxSessionDuration = TimeSpan.FromHours(2) }, new() { RoleName = "closed", Trust = Trust("acs:ram::1:saml-provider/x") }],
    });

    /// <summary>A response with one signed assertion; <paramref name="bend"/> changes it before it is signed, <paramref name="tamper"/> afterwards.</summary>
    public string Response(StsHost host, Func<string, string>? bend = null, Action<XmlDocument>? tamper = null, Action<SignedXml>? sign = null)
    {
        var document = new XmlDocument { PreserveWhitespace = true };
        var text = Unsigned(host.Time.GetUtcNow());
        document.LoadXml(bend is null ? text : bend(text));
        Sign(document, sign);
        tamper?.Invoke(document);
        return Convert.ToBase64String(Encoding.UTF8.GetBytes(document.OuterXml));
    }

    public void Dispose()
    {
        certificate.Dispose();
        key.Dispose();
    }

    private string Unsigned(DateTimeOffset now) => $"""
        <samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="_r1" Version="2.0">
          <samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status>
          <Assertion xmlns="urn:oasis:names:tc:SAML:2.0:assertion" ID="_a1" Version="2.0" IssueInstant="{Time(now)}">
            <Issuer>{EntityId}</Issuer>
            <Subject>
              <NameID Format="urn:oasis:names:tc:SAML:2.0:nameid-format:persistent">alice@example.com</NameID>
              <SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer">
                <SubjectConfirmationData NotOnOrAfter="{Time(now.AddMinutes(5))}" Recipient="{Recipient}"/>
              </SubjectConfirmation>
            </Subject>
            <Conditions NotBefore="{Time(now.AddMinutes(-1))}" NotOnOrAfter="{Time(now.AddMinutes(5))}">
              <AudienceRestriction><Audience>urn:alibaba:cloudcomputing</Audience></AudienceRestriction>
            </Conditions>
            <AuthnStatement AuthnInstant="{Time(now)}"/>
            <AttributeStatement>
              <Attribute Name="https://www.aliyun.com/SAML-Role/Attributes/RoleSessionName"><AttributeValue>alice</AttributeValue></Attribute>
              <Attribute Name="https://www.aliyun.com/SAML-Role/Attributes/Role">
                <AttributeValue>acs:ram::{AccountId}:role/other,{ProviderArn}</AttributeValue>
                <AttributeValue>{RoleArn},{ProviderArn}</AttributeValue>
                <AttributeValue>acs:ram::{AccountId}:role/closed,{ProviderArn}</AttributeValue>
                <AttributeValue>acs:ram::{AccountId}:role/none,{ProviderArn}</AttributeValue>
              </Attribute>
            </AttributeStatement>
          </Assertion>
        </samlp:Response>
        """;

    private void Sign(XmlDocument document, Action<SignedXml>? change)
    {
        var assertion = document.GetElementsByTagName("Assertion").OfType<XmlElement>().First();
        var reference = new Reference("#_a1") { DigestMethod = SignedXml.XmlDsigSHA256Url };
        reference.AddTransform(new XmlDsigEnvelopedSignatureTransform());
        reference.AddTransform(new XmlDsigExcC14NTransform());
        var signed = new SignedXml(document) { SigningKey = key, KeyInfo = new KeyInfo() };
        signed.KeyInfo.AddClause(new KeyInfoX509Data(certificate));
        signed.SignedInfo!.CanonicalizationMethod = SignedXml.XmlDsigExcC14NTransformUrl;
        signed.SignedInfo.SignatureMethod = SignedXml.XmlDsigRSASHA256Url;
        signed.AddReference(reference);
        change?.Invoke(signed);
        signed.ComputeSignature();
        assertion.InsertAfter(document.ImportNode(signed.GetXml(), deep: true), assertion.GetElementsByTagName("Issuer")[0]);
    }

    private static PolicyDocument Trust(string provider) => PolicyDocument.Known(
        $$$"""
        {"Version":"1","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"Federated":["{{{provider}}}"]},
        "Condition":{"StringEquals":{"saml:recipient":"{{{Recipient}}}"} } }]}
        """, PolicyKind.Trust);

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
