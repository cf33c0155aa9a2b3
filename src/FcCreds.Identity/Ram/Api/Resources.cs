namespace FcCreds.Identity.Ram.Api;

/// <summary>What the operations are about, as permissions name it ("RAM authorization information").</summary>
internal static class Resources
{
    public static string[] Everything(RamRequest request) => [$"acs:ram:*:{request.AccountId}:*"];

    public static string[] Users(RamRequest request) => [request.Arn("user", "*")];

    public static string[] User(RamRequest request) => [request.Arn("user", request.Required("UserName"))];

    /// <summary>For operations that are about the caller when no user is named.</summary>
    public static string[] UserOrCaller(RamRequest request) => [request.Arn("user", request.UserName())];

    public static string[] Groups(RamRequest request) => [request.Arn("group", "*")];

    public static string[] Group(RamRequest request) => [request.Arn("group", request.Required("GroupName"))];

    public static string[] UserAndGroup(RamRequest request) => [.. User(request), .. Group(request)];

    public static string[] Roles(RamRequest request) => [request.Arn("role", "*")];

    public static string[] Role(RamRequest request) => [request.Arn("role", request.Required("RoleName"))];

    public static string[] Policies(RamRequest request) => [request.Arn("policy", "*")];

    /// <summary>System policies belong to an account called <c>system</c>.</summary>
    public static string[] Policy(RamRequest request) => request.Find("PolicyType") == "System"
        ? [$"acs:ram:*:system:policy/{request.Required("PolicyName")}"]
        : [request.Arn("policy", request.Required("PolicyName"))];

    public static string[] PolicyAndUser(RamRequest request) => [.. User(request), .. Policy(request)];

    public static string[] PolicyAndGroup(RamRequest request) => [.. Group(request), .. Policy(request)];

    public static string[] PolicyAndRole(RamRequest request) => [.. Role(request), .. Policy(request)];

    public static string[] Account(RamRequest request) => [request.Arn("*", "*")[..^2]];

    public static string[] MfaDevices(RamRequest request) => [request.Arn("mfa", "*")];
}
