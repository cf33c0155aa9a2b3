namespace FcCreds.Identity.Ram.Records;

/// <summary>What passwords of RAM users must be like. Kept, given back, and asked for where a password is set.</summary>
internal sealed record PasswordPolicyRecord
{
    public int MinimumPasswordLength { get; init; } = 8;

    public bool RequireLowercaseCharacters { get; init; }

    public bool RequireUppercaseCharacters { get; init; }

    public bool RequireNumbers { get; init; }

    public bool RequireSymbols { get; init; }

    public bool HardExpiry { get; init; }

    /// <summary>Days; 0: for ever.</summary>
    public int MaxPasswordAge { get; init; }

    public int PasswordReusePrevention { get; init; }

    public int MaxLoginAttempts { get; init; }
}

/// <summary>How users may sign in to the console: kept and given back.</summary>
internal sealed record SecurityPreferenceRecord
{
    public bool EnableSaveMfaTicket { get; init; }

    public bool AllowUserToChangePassword { get; init; } = true;

    public bool AllowUserToManageAccessKeys { get; init; }

    public bool AllowUserToManageMfaDevices { get; init; } = true;

    public bool AllowUserToManagePublicKeys { get; init; }

    /// <summary>Hours.</summary>
    public int LoginSessionDuration { get; init; } = 6;

    public string LoginNetworkMasks { get; init; } = "";
}
