namespace FcCreds.Identity.Ram.Records;

/// <summary>A virtual MFA device, bound to a user or not yet.</summary>
internal sealed record VirtualMfaDevice(string DeviceName, StoredSecret Base32Seed, DateTimeOffset CreateDate)
{
    public string? UserName { get; init; }

    /// <summary>When it was bound.</summary>
    public DateTimeOffset? ActivateDate { get; init; }

    public static string SerialNumberOf(string accountId, string deviceName) => $"acs:ram::{accountId}:mfa/{deviceName}";
}
