using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Security.Cryptography.Xml;
using System.Xml;

namespace FcCreds.Identity.Sts.Saml;

/// <summary>
/// Finds the one assertion of a SAML response and proves that exactly this element was signed. Everything by which a signature over
/// something else could be passed off as one over the assertion is refused: a second assertion, a signature elsewhere, a reference to
/// anything but the assertion, transforms that drop parts of it, a key that the message brings along.
/// </summary>
internal static class SignedAssertion
{
    private static readonly string[] SignatureMethods = [SignedXml.XmlDsigRSASHA256Url, SignedXml.XmlDsigRSASHA384Url, SignedXml.XmlDsigRSASHA512Url];

    private static readonly string[] DigestMethods = [SignedXml.XmlDsigSHA256Url, SignedXml.XmlDsigSHA384Url, SignedXml.XmlDsigSHA512Url];

    private static readonly string[] Transforms = [SignedXml.XmlDsigEnvelopedSignatureTransformUrl, SignedXml.XmlDsigExcC14NTransformUrl];

    /// <exception cref="Core.Errors.ServiceException">There is none, or it was not signed by one of the certificates.</exception>
    public static XmlElement Find(XmlElement root, IEnumerable<X509Certificate2> certificates)
    {
        if (root.Everywhere(SamlXml.Assertion, "EncryptedAssertion").Any()) throw StsErrors.SamlBecause("it is encrypted");
        var isAssertion = root is { NamespaceURI: SamlXml.Assertion, LocalName: "Assertion" };
        if (!isAssertion && root is not { NamespaceURI: SamlXml.Protocol, LocalName: "Response" }) throw StsErrors.SamlBecause("it is neither a Response nor an Assertion of SAML 2.0");
        if (root.Everywhere(SamlXml.Assertion, "Assertion").ToList() is not [var assertion]) throw StsErrors.SamlBecause("it does not hold exactly one assertion");
        if (!isAssertion && assertion.ParentNode != root) throw StsErrors.SamlBecause("the assertion does not stand in the response itself");
        if (assertion.Everywhere(SamlXml.Signature, "Signature").ToList() is not [var signature] || signature.ParentNode != assertion)
            throw StsErrors.SamlBecause("the assertion itself is not signed");
        if (!IsSignedBy(certificates, assertion, signature)) throw StsErrors.SamlBecause("the signature is not one of the identity provider's over the whole assertion");
        return assertion;
    }

    private static bool IsSignedBy(IEnumerable<X509Certificate2> certificates, XmlElement assertion, XmlElement signature)
    {
        try
        {
            var signed = new OverOneElement(assertion);
            signed.LoadXml(signature);
            return IsOverAll(signed.SignedInfo!, assertion) && certificates.Any(certificate => signed.CheckSignature(certificate, verifySignatureOnly: true));
        }
        catch (Exception malformed) when (malformed is CryptographicException or FormatException or XmlException or ArgumentException)
        {
            return false;
        }
    }

    private static bool IsOverAll(SignedInfo info, XmlElement assertion)
    {
        var id = assertion.GetAttribute("ID");
        return id.Length > 0
            && info.CanonicalizationMethod is SignedXml.XmlDsigExcC14NTransformUrl or SignedXml.XmlDsigC14NTransformUrl
            && SignatureMethods.Contains(info.SignatureMethod)
            && info.References is [Reference only]
            && only.Uri == "#" + id
            && DigestMethods.Contains(only.DigestMethod)
            && only.TransformChain.Count <= Transforms.Length
            && Enumerable.Range(0, only.TransformChain.Count).All(at => Transforms.Contains(only.TransformChain[at].Algorithm));
    }

    /// <summary>Whatever a reference names, the only element that there is to be found is the assertion.</summary>
    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "Only the algorithms listed above get as far as being used, and the library names those in its own code.")]
    private sealed class OverOneElement(XmlElement assertion) : SignedXml(assertion.OwnerDocument)
    {
        public override XmlElement? GetIdElement(XmlDocument? document, string idValue) => assertion.GetAttribute("ID") == idValue ? assertion : null;
    }
}
