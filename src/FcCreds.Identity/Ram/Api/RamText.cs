using System.Text.RegularExpressions;
using FcCreds.Core.Policy;

namespace FcCreds.Identity.Ram.Api;

/// <summary>Names, texts and documents in requests, within the limits of their pages.</summary>
internal static partial class RamText
{
    private const int NameLength = 64;
    private const int PolicyNameLength = 128;
    private const int CommentsLength = 128;
    private const int DescriptionLength = 1024;

    public static string UserName(RamRequest request, string parameter) => Name(request.Required(parameter), parameter, NameLength, ".-_");

    public static string GroupName(RamRequest request, string parameter) => Name(request.Required(parameter), parameter, NameLength, ".-_");

    public static string RoleName(RamRequest request) => Name(request.Required("RoleName"), "RoleName", NameLength, ".-");

    public static string PolicyName(RamRequest request) => Name(request.Required("PolicyName"), "PolicyName", PolicyNameLength, "-");

    public static string MfaDeviceName(RamRequest request) => Name(request.Required("VirtualMFADeviceName"), "VirtualMFADeviceName", NameLength, ".-_");

    public static string ProviderName(RamRequest request, string parameter) => Name(request.Required(parameter), parameter, PolicyNameLength, ".-_");

    /// <summary>Null when it was not sent.</summary>
    public static string? DisplayName(RamRequest request, string parameter) => Within(request.Sent(parameter), parameter, CommentsLength);

    public static string? Comments(RamRequest request, string parameter) => Within(request.Sent(parameter), parameter, CommentsLength);

    public static string? Description(RamRequest request, string parameter) => Within(request.Sent(parameter), parameter, DescriptionLength);

    public static string? Email(RamRequest request, string parameter) => Matching(request.Sent(parameter), parameter, EmailFormat());

    public static string? MobilePhone(RamRequest request, string parameter) => Matching(request.Sent(parameter), parameter, PhoneFormat());

    public static string PolicyDocument(RamRequest request)
        => Document(request.Required("PolicyDocument"), "PolicyDocument", RamLimits.PolicyDocumentLength, PolicyKind.Identity);

    public static string TrustDocument(RamRequest request, string parameter)
        => Document(request.Required(parameter), parameter, RamLimits.TrustDocumentLength, PolicyKind.Trust);

    private static string Name(string name, string parameter, int length, string marks)
    {
        if (name.Length > length) throw RamErrors.TooLong(parameter);
        return name.All(c => char.IsAsciiLetterOrDigit(c) || marks.Contains(c, StringComparison.Ordinal)) ? name : throw RamErrors.InvalidChars(parameter);
    }

    private static string? Within(string? text, string parameter, int length) => text is null || text.Length <= length ? text : throw RamErrors.TooLong(parameter);

    private static string? Matching(string? text, string parameter, Regex format) => string.IsNullOrEmpty(text) || format.IsMatch(text) ? text : throw RamErrors.Format(parameter);

    private static string Document(string json, string parameter, int length, PolicyKind kind)
    {
        if (json.Length > length) throw RamErrors.TooLong(parameter);
        var parse = Core.Policy.PolicyDocument.Parse(json, kind);
        return parse.IsValid ? json : throw RamErrors.MalformedPolicyDocument(parse.ToString());
    }

    [GeneratedRegex(@"\A[^@\s]{1,64}@[^@\s]{1,128}\z")]
    private static partial Regex EmailFormat();

    [GeneratedRegex(@"\A([0-9]{1,5}-)?[0-9]{4,20}\z")]
    private static partial Regex PhoneFormat();
}
