namespace FcCreds.Identity.Ram.Api;

/// <summary>How much an account may have (RAM docs, "Limits").</summary>
internal static class RamLimits
{
    public const int Users = 1000;
    public const int Groups = 50;
    public const int Roles = 1000;
    public const int Policies = 1500;
    public const int PolicyVersions = 5;
    public const int AccessKeysPerUser = 2;
    public const int GroupsPerUser = 5;
    public const int SystemPoliciesAttached = 20;
    public const int CustomPoliciesAttached = 10;
    public const int MfaDevices = 1000;
    public const int Tags = 20;
    public const int PolicyDocumentLength = 6144;
    public const int TrustDocumentLength = 2048;
}
