using FcCreds.Cli.Terminals;
using FcCreds.Server;
using FcCreds.Storage.Embedded;
using Spectre.Console;

namespace FcCreds.Cli.Usage;

/// <summary>Turns whatever ended a command into one sentence, a hint and an exit code.</summary>
internal static class Failures
{
    public static int Report(Exception failure, Terminal terminal, bool verbose)
    {
        var (exitCode, sentence, hint) = Describe(failure);
        terminal.Complain(sentence);
        if (hint is not null) terminal.Hint(hint);
        if (verbose) terminal.Error.WriteLine(failure.ToString());
        return exitCode;
    }

    private static (int ExitCode, string Sentence, string? Hint) Describe(Exception failure) => failure switch
    {
        CliFailure told => (told.ExitCode, told.Message, told.Hint),
        StartFailure refused => (ExitCodes.Usage, refused.Message, null),
        DataFolderInUseException or DataFolderFormatException => (ExitCodes.Usage, failure.Message, null),
        HttpRequestException unreachable => (ExitCodes.Failed, unreachable.Message, "Is the server running? fccreds health tells."),
        UnauthorizedAccessException or IOException => (ExitCodes.Failed, failure.Message, null),
        _ => (ExitCodes.Failed, $"Unexpected: {failure.Message} ({failure.GetType().Name})", "Run it again with --verbose to see where, and please report it."),
    };
}
