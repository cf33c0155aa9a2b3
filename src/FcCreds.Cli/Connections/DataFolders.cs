namespace FcCreds.Cli.Connections;

/// <summary>Which data folder a command means.</summary>
internal static class DataFolders
{
    private const string BesideConfiguration = ".fccreds";

    /// <summary>The one that was named, else <c>.fccreds</c> beside the configuration, else the user's.</summary>
    public static string Choose(EmulatorChoice choice)
        => choice.Data?.FullName
            ?? (Configurations.Find(choice) is { } file ? Path.Combine(Path.GetDirectoryName(file)!, BesideConfiguration) : OfUser());

    private static string OfUser()
        => Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "fccreds", "data");
}
