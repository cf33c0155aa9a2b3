using System.CommandLine;

namespace FcCreds.Cli.Options;

/// <summary>Which configuration counts.</summary>
internal static class ConfigurationOptions
{
    public static readonly Option<FileInfo?> Config = new("--config")
    {
        HelpName = "F",
        Description = "Configuration file; otherwise fccreds.yaml of the function's folder or of this one",
    };
}
