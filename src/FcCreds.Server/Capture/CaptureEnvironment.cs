namespace FcCreds.Server.Capture;

/// <summary>The variables that lead a child's cloud traffic here, by the names that the common clients read.</summary>
internal static class CaptureEnvironment
{
    /// <summary>Never through the proxy: this machine, private networks and (for clients that can say so) single-label names.</summary>
    private const string Direct = "localhost,127.0.0.1,127.0.0.0/8,::1,[::1],10.0.0.0/8,172.16.0.0/12,192.168.0.0/16,.local,.internal,<local>";

    /// <summary>Options of Node.js; what a developer has there is added to, not replaced.</summary>
    public const string NodeOptions = "NODE_OPTIONS";

    private static readonly string[] ProxyNames = ["http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"];
    private static readonly string[] DirectNames = ["no_proxy", "NO_PROXY"];
    private static readonly string[] BundleNames = ["SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "NODE_EXTRA_CA_CERTS", "AWS_CA_BUNDLE"];

    /// <summary>Inherited variables that would lead past the emulator and have to go.</summary>
    public static IReadOnlyList<string> Removed { get; } = [.. ProxyNames, .. DirectNames, .. BundleNames, "SSL_CERT_DIR", "ftp_proxy", "FTP_PROXY"];

    public static IReadOnlyDictionary<string, string> Of(Uri server, string caBundle, string nodeCapture)
    {
        var proxy = server.GetLeftPart(UriPartial.Authority);
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in ProxyNames) variables[name] = proxy;
        foreach (var name in DirectNames) variables[name] = Direct;
        foreach (var name in BundleNames) variables[name] = caBundle;
        variables[NodeOptions] = NodeCapture.Option(nodeCapture);
        return variables;
    }
}
