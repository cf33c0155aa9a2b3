using FcCreds.Core.Sessions;

namespace FcCreds.Tests.Core.Sessions;

/// <summary>A session as AssumeRole makes one.</summary>
internal static class Given
{
    public static SessionClaims Claims(string? sessionPolicy = null) => new()
    {
        SessionId = "00112233445566778899aabbccddeeff",
        AccessKeyId = "STS.FcC0123456789012345678901",
        AccountId = "1234567890123456",
        RoleId = "344584339364951186",
        RoleName = "orders",
        RoleSessionName = "alice@example.com",
        IssuedAt = DateTimeOffset.FromUnixTimeSeconds(1_767_323_045),
        ExpiresAt = DateTimeOffset.FromUnixTimeSeconds(1_767_326_645),
        Scope = SessionScope.Instance,
        IssuedTo = "fc.aliyuncs.com",
        SessionPolicy = sessionPolicy,
    };
}
