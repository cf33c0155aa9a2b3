using System.CommandLine;

namespace FcCreds.Cli.Options;

/// <summary>Which running server to talk to.</summary>
internal static class ServerOptions
{
    public static readonly Option<Uri?> Server = new("--server")
    {
        HelpName = "URL",
        Description = "Running server; otherwise the one that holds the data folder, otherwise one is started for this command alone",
        CustomParser = ReadUrl,
    };

    /// <summary>An absolute http(s) URL without a path.</summary>
    public static Uri? ReadUrl(System.CommandLine.Parsing.ArgumentResult result)
    {
        if (Uri.TryCreate(result.Tokens[0].Value, UriKind.Absolute, out var url) && url.Scheme is "http" or "https") return url;
        result.AddError($"'{result.Tokens[0].Value}' is not a URL such as http://127.0.0.1:8280.");
        return null;
    }
}
