namespace FcCreds.Cli.Connections;

/// <summary>Path-style addresses whose key arrives as it is: <see cref="Uri"/> would fold <c>/../</c> into another key.</summary>
internal static class OssRequestUri
{
    public static Uri For(Uri server, OssUrl target, IReadOnlyList<(string Name, string Value)> query)
    {
        var parameters = string.Join('&', query.Select(parameter => $"{Uri.EscapeDataString(parameter.Name)}={Uri.EscapeDataString(parameter.Value)}"));
        return new Uri(
            server.GetLeftPart(UriPartial.Authority) + PathOf(target) + (parameters.Length == 0 ? "" : "?" + parameters),
            new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
    }

    public static string PathOf(OssUrl target) => target.Bucket.Length == 0 ? "/" : $"/{target.Bucket}/{EscapeKey(target.Key)}";

    private static string EscapeKey(string key) => string.Join('/', key.Split('/').Select(Uri.EscapeDataString));
}
