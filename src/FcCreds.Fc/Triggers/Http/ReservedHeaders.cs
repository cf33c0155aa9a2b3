namespace FcCreds.Fc.Triggers.Http;

/// <summary>Headers that are the platform's: what clients send under their names reaches no function, what functions set is not sent.</summary>
internal static class ReservedHeaders
{
    private const string PlatformPrefix = "x-fc-";

    /// <summary>Host is left out as Go's net/http leaves it out; <c>requestContext.domainName</c> has it.</summary>
    private static readonly string[] Request = ["connection", "keep-alive", "proxy-connection", "host"];

    /// <summary>The page's list, and those that would contradict how the answer is really sent.</summary>
    private static readonly string[] Response =
        ["connection", "content-length", "date", "keep-alive", "server", "upgrade", "content-disposition", "transfer-encoding", "trailer"];

    public static bool OfRequest(string name) => Is(name, Request);

    public static bool OfResponse(string name) => Is(name, Response);

    private static bool Is(string name, string[] reserved)
        => name.StartsWith(PlatformPrefix, StringComparison.OrdinalIgnoreCase) || reserved.Contains(name, StringComparer.OrdinalIgnoreCase);
}
