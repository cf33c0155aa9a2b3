using Spectre.Console;

namespace FcCreds.Cli.Terminals;

/// <summary>Standard output for what was asked, standard error for everything about it. Coloured only where a person looks.</summary>
internal sealed class Terminal
{
    /// <summary>Wide enough that no line is ever broken: a terminal wraps by itself, and a file must keep lines whole.</summary>
    private const int Unbroken = 100_000;

    public Terminal()
    {
        Out = Create(Console.Out, Console.IsOutputRedirected);
        Error = Create(Console.Error, Console.IsErrorRedirected);
        Error.Profile.Width = Console.IsErrorRedirected ? Unbroken : Error.Profile.Width;
        Out.Profile.Width = Unbroken;
    }

    public IAnsiConsole Out { get; }

    public IAnsiConsole Error { get; }

    /// <summary>True when somebody watches standard error, so that progress is worth drawing.</summary>
    public static bool IsWatched => !Console.IsErrorRedirected;

    /// <summary>Bytes for standard output, untouched.</summary>
    public static Stream OpenOutput() => Console.OpenStandardOutput();

    /// <summary>Bytes from standard input, untouched.</summary>
    public static Stream OpenInput() => Console.OpenStandardInput();

    /// <summary>A line exactly as it is, however long: no markup, no folding.</summary>
    public static void Print(string line) => Console.Out.WriteLine(line);

    public void Complain(string sentence) => Error.Say($"[red]fccreds:[/] {sentence}");

    public void Hint(string sentence) => Error.Say($"         [grey]{sentence}[/]");

    public void Warn(string sentence) => Error.Say($"[yellow]warning:[/] {sentence}");

    private static IAnsiConsole Create(TextWriter writer, bool redirected)
    {
        var plain = redirected || !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        return AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = plain ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = plain ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
            Interactive = plain ? InteractionSupport.No : InteractionSupport.Detect,
            Out = new AnsiConsoleOutput(writer),
        });
    }
}
