namespace FcCreds.Server.Configuration;

/// <summary>Where to look for a configuration, and how strictly to read it.</summary>
internal sealed record ConfigurationRequest
{
    /// <summary>The file that was asked for; null looks for <c>fccreds.yaml</c> in the target folder and then in the working folder.</summary>
    public string? File { get; init; }

    public required string WorkingFolder { get; init; }

    /// <summary>Folder of the function to invoke; its <c>s.yaml</c> is read too.</summary>
    public string? TargetFolder { get; init; }

    /// <summary>Refuse a role that <c>s.yaml</c> names and nothing declares, rather than giving it full OSS access.</summary>
    public bool StrictRoles { get; init; }

    /// <summary>Environment variables that <c>s.yaml</c> may refer to.</summary>
    public Func<string, string?> Environment { get; init; } = System.Environment.GetEnvironmentVariable;
}

/// <summary>The configuration, or null when there are errors; warnings come with either.</summary>
internal sealed record ConfigurationResult(FcCredsConfiguration? Configuration, IReadOnlyList<ConfigurationProblem> Problems);
