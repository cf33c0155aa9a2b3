using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Xml;
using FcCreds.Identity.Ram.Records;

namespace FcCreds.Identity.Sts.Saml;

/// <summary>What an identity provider's metadata says: its name, and the certificates that it signs with.</summary>
internal sealed class IdentityProviderMetadata : IDisposable
{
    private IdentityProviderMetadata(string entityId, IReadOnlyList<X509Certificate2> certificates) => (EntityId, Certificates) = (entityId, certificates);

    public string EntityId { get; }

    public IReadOnlyList<X509Certificate2> Certificates { get; }

    /// <exception cref="Core.Errors.ServiceException">It is no metadata of an identity provider that signs.</exception>
    public static IdentityProviderMetadata Read(SamlProvider provider)
    {
        try
        {
            var root = SamlXml.Load(new MemoryStream(Encoding.UTF8.GetBytes(provider.MetadataDocument)));
            var entityId = root.GetAttribute("entityID");
            if (root is not { NamespaceURI: SamlXml.Metadata, LocalName: "EntityDescriptor" } || entityId.Length == 0) throw StsErrors.SamlMetadata.With();
            List<X509Certificate2> certificates =
            [
                .. root.Children(SamlXml.Metadata, "IDPSSODescriptor")
                    .SelectMany(descriptor => descriptor.Children(SamlXml.Metadata, "KeyDescriptor"))
                    .Where(key => key.GetAttribute("use") is "" or "signing")
                    .SelectMany(key => key.Everywhere(SamlXml.Signature, "X509Certificate"))
                    .Select(certificate => X509CertificateLoader.LoadCertificate(Convert.FromBase64String(certificate.InnerText))),
            ];
            return certificates.Count > 0 ? new(entityId, certificates) : throw StsErrors.SamlMetadata.With();
        }
        catch (Exception malformed) when (malformed is XmlException or FormatException or CryptographicException)
        {
            throw StsErrors.SamlMetadata.With();
        }
    }

    public void Dispose()
    {
        foreach (var certificate in Certificates) certificate.Dispose();
    }
}
