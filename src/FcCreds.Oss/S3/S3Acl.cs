using System.Xml.Linq;
using FcCreds.Oss.Access;

namespace FcCreds.Oss.S3;

/// <summary>ACLs as S3 writes them: a list of grants. OSS knows three of them, and has one word for each.</summary>
internal static class S3Acl
{
    private const string Everyone = "http://acs.amazonaws.com/groups/global/AllUsers";
    private static readonly XNamespace Instance = "http://www.w3.org/2001/XMLSchema-instance";

    /// <summary>The word for a document of grants; null for grants that OSS cannot say.</summary>
    public static string? Read(XElement policy)
    {
        var owner = policy.Element("Owner")?.Element("ID")?.Value;
        var (canRead, canWrite) = (false, false);
        foreach (var grant in policy.Element("AccessControlList")?.Elements("Grant") ?? [])
        {
            var (grantee, permission) = (grant.Element("Grantee"), grant.Element("Permission")?.Value.Trim());
            if (grantee?.Element("ID")?.Value is { } id && id == owner && permission == "FULL_CONTROL") continue;
            if (grantee?.Element("URI")?.Value != Everyone) return null;
            if (permission == "READ") canRead = true;
            else if (permission == "WRITE") canWrite = true;
            else return null;
        }
        return (canRead, canWrite) switch
        {
            (true, true) => AccessControl.PublicReadWrite,
            (true, false) => AccessControl.PublicRead,
            (false, false) => AccessControl.Private,
            _ => null,
        };
    }

    /// <summary>OSS's document as one of grants.</summary>
    public static XElement Render(XElement policy)
    {
        var acl = policy.Element("AccessControlList")?.Element("Grant")?.Value ?? AccessControl.Private;
        var owner = policy.Element("Owner") ?? new XElement("Owner");
        var grants = new XElement("AccessControlList", Grant("CanonicalUser", "FULL_CONTROL", owner.Elements()));
        if (AccessControl.Grants(acl, AclAccess.Read)) grants.Add(Grant("Group", "READ", [new XElement("URI", Everyone)]));
        if (AccessControl.Grants(acl, AclAccess.Write)) grants.Add(Grant("Group", "WRITE", [new XElement("URI", Everyone)]));
        return new("AccessControlPolicy", new XElement(owner), grants);
    }

    private static XElement Grant(string kind, string permission, IEnumerable<XElement> grantee) => new("Grant",
        new XElement("Grantee", new XAttribute(XNamespace.Xmlns + "xsi", Instance.NamespaceName), new XAttribute(Instance + "type", kind), grantee),
        new XElement("Permission", permission));
}
