using System.CommandLine;

namespace FcCreds.Cli.Options;

/// <summary>Where the objects live.</summary>
internal static class DataOptions
{
    public static readonly Option<DirectoryInfo?> Data = new("--data")
    {
        HelpName = "DIR",
        Description = "Data folder; otherwise .fccreds beside the configuration, otherwise one per user",
    };

    public static readonly Option<bool> Ephemeral = new("--ephemeral") { Description = "Keep nothing: a data folder of its own that is removed at the end" };

    /// <summary>Options that cannot stand beside this one.</summary>
    public static IEnumerable<Option> RivalsOf(Option option)
        => option == Data ? [Ephemeral] : option == Ephemeral ? [Data] : [];

    public static void AddTo(Command command)
    {
        command.Options.Add(Data);
        command.Options.Add(Ephemeral);
        StoreOptions.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetResult(Data) is { Implicit: false } && result.GetValue(Ephemeral)) result.AddError("--data and --ephemeral exclude each other.");
        });
    }
}
