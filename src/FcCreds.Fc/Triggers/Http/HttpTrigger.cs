using System.Security.Cryptography;
using System.Text;

namespace FcCreds.Fc.Triggers.Http;

/// <summary>A function's http trigger, with its settings read.</summary>
internal sealed record HttpTrigger(CataloguedFunction Function, TriggerDeclaration Declaration, HttpTriggerSettings Settings)
{
    public const string Type = "http";
    public const string DefaultQualifier = "LATEST";

    public string Qualifier => Declaration.Qualifier;

    /// <summary>First label of its own host name; see <see cref="PrefixOf"/>.</summary>
    public string DomainPrefix { get; } = PrefixOf(Function.Declaration, Declaration.Qualifier);

    /// <summary><c>prefix.region.fcapp.run</c>.</summary>
    public string DomainName => $"{DomainPrefix}.{Function.Declaration.Region}.{HttpTriggerHosts.CloudSuffix}";

    /// <summary>Public address in the cloud's form (<c>urlInternet</c>).</summary>
    public string UrlInternet => UrlInternetOf(Function.Declaration, Qualifier);

    /// <summary>Address within the VPC (<c>urlIntranet</c>).</summary>
    public string UrlIntranet => UrlIntranetOf(Function.Declaration, Qualifier);

    public static string UrlInternetOf(FunctionDeclaration function, string qualifier) => $"https://{PrefixOf(function, qualifier)}.{function.Region}.{HttpTriggerHosts.CloudSuffix}";

    public static string UrlIntranetOf(FunctionDeclaration function, string qualifier) => $"https://{PrefixOf(function, qualifier)}.{function.Region}-vpc.{HttpTriggerHosts.CloudSuffix}";

    /// <summary>
    /// <c>function-abcdefghij</c> in the cloud's shape: the function's name as a host name can hold it, and ten letters. Here the letters
    /// follow from account, function and qualifier, so that an address stays the same from start to start.
    /// </summary>
    public static string PrefixOf(FunctionDeclaration function, string qualifier)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{function.AccountId}:{function.Name}:{qualifier}"));
        var letters = string.Concat(hash.Take(10).Select(octet => (char)('a' + (octet % 26))));
        return $"{LabelOf(function.Name)}-{letters}";
    }

    /// <summary>A function's name as a label of a host name: small letters, digits and hyphens, short enough that ten letters can follow.</summary>
    public static string LabelOf(string functionName)
    {
        var label = string.Concat(functionName.ToLowerInvariant().Select(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) ? c : '-')).Trim('-');
        return label.Length <= 52 ? label : label[..52].TrimEnd('-');
    }
}
