namespace FcCreds.Cli.Usage;

/// <summary>The end of a command that cannot do what it was asked: one sentence, and a hint at what to do about it.</summary>
internal sealed class CliFailure(int exitCode, string sentence, string? hint = null) : Exception(sentence)
{
    public int ExitCode { get; } = exitCode;

    public string? Hint { get; } = hint;

    /// <summary>Wrong usage or configuration.</summary>
    public static CliFailure Usage(string sentence, string? hint = null) => new(ExitCodes.Usage, sentence, hint);

    /// <summary>Rightly asked, but it did not work.</summary>
    public static CliFailure Failed(string sentence, string? hint = null) => new(ExitCodes.Failed, sentence, hint);
}

/// <summary>The tool's only exit codes; <c>exec</c> alone passes on its child's.</summary>
internal static class ExitCodes
{
    public const int Success = 0;

    /// <summary>The function or check failed.</summary>
    public const int Failed = 1;

    /// <summary>Wrong usage or configuration.</summary>
    public const int Usage = 2;
}
