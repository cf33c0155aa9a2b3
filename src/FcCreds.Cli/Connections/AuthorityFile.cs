using System.CommandLine;
using System.Security.Cryptography.X509Certificates;
using FcCreds.Cli.Options;
using FcCreds.Cli.Usage;
using FcCreds.Server.Capture;

namespace FcCreds.Cli.Connections;

/// <summary>The certificate of a data folder's authority; its key stays where it is.</summary>
internal static class AuthorityFile
{
    public static string FolderOf(ParseResult parsed)
        => DataFolders.Choose(new() { Config = parsed.GetValue(ConfigurationOptions.Config), Data = parsed.GetValue(DataOptions.Data) });

    public static X509Certificate2 Read(ParseResult parsed)
    {
        var folder = FolderOf(parsed);
        var path = Path.Combine(folder, LocalAuthority.FileName);
        return File.Exists(path)
            ? X509Certificate2.CreateFromPem(File.ReadAllText(path))
            : throw CliFailure.Failed($"There is no authority in {folder} yet.", "Start a server there once: fccreds serve.");
    }
}
