namespace FcCreds.Core.Policy;

/// <summary>Reads the Principal of trust policies (by type) and of bucket policies (a list).</summary>
internal static class PrincipalGrammar
{
    public static StatementPrincipal ReadTrusted(PolicyElement principal)
    {
        List<string> services = [], ram = [], federated = [];
        if (!principal.IsObject)
        {
            principal.Wrong("Principal names who is trusted under Service, RAM or Federated");
            return new();
        }
        foreach (var type in principal.Members())
        {
            switch (type.Name)
            {
                case "Service":
                    Collect(type, services, text => text.Contains('.', StringComparison.Ordinal), "a service such as fc.aliyuncs.com");
                    break;
                case "RAM":
                    Collect(type, ram, IsRamPrincipal, "acs:ram::account:root, :user/name or :role/name");
                    break;
                case "Federated":
                    Collect(type, federated, IsProvider, "acs:ram::account:saml-provider/name or :oidc-provider/name");
                    break;
                default:
                    type.Wrong("a principal is of type Service, RAM or Federated");
                    break;
            }
        }
        if (services.Count + ram.Count + federated.Count == 0) principal.Wrong("nobody is trusted here");
        return new() { Services = services, Ram = ram, Federated = federated };
    }

    /// <summary><c>[]</c> means everyone, as <c>["*"]</c> does.</summary>
    public static StatementPrincipal ReadListed(PolicyElement principal)
    {
        var listed = new List<string>();
        if (principal.IsObject) principal.Wrong("a bucket policy lists UIDs, arn:sts::account:assumed-role/role/session, or *");
        else if (!principal.IsEmptyArray) Collect(principal, listed, IsListable, "a UID, arn:sts::account:assumed-role/role/session, or *");
        return new() { Listed = listed };
    }

    private static void Collect(PolicyElement type, List<string> into, Func<string, bool> isRight, string wanted)
    {
        foreach (var (at, text) in type.Strings())
        {
            if (isRight(text)) into.Add(text);
            else at.Wrong($"\"{text}\" is not {wanted}");
        }
    }

    private static bool IsRamPrincipal(string text)
    {
        var arn = Arn.Read(text);
        return arn.IsArn && arn.Service is "ram" && !arn.Account.IsEmpty
            && (arn.Relative is "root" || HasName(arn.Relative, "user/") || HasName(arn.Relative, "role/"));
    }

    private static bool IsProvider(string text)
    {
        var arn = Arn.Read(text);
        return arn.IsArn && arn.Service is "ram" && (HasName(arn.Relative, "saml-provider/") || HasName(arn.Relative, "oidc-provider/"));
    }

    private static bool IsListable(string text)
        => text == "*" || text.All(char.IsAsciiDigit) || text.StartsWith("arn:sts::", StringComparison.Ordinal);

    private static bool HasName(ReadOnlySpan<char> relative, string type)
        => relative.Length > type.Length && relative.StartsWith(type, StringComparison.Ordinal);
}
