using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using FcCreds.Core.Errors;
using FcCreds.Core.Http;
using Microsoft.AspNetCore.Http;

namespace FcCreds.Server.Control;

/// <summary>
/// What the command line tool orders. Running code from any folder and minting credentials are more than loopback alone may ask
/// for: another user of this machine reaches the port too. The token lies in <c>server.json</c>, which only the server's own user reads.
/// </summary>
internal sealed class OrderEndpoint(string controlToken, FunctionRuns runs, RoleCredentials credentials, SessionEnd sessionEnd, Sandboxes sandboxes)
{
    public const string Invocations = "/_fccreds/invocations";
    public const string Credentials = "/_fccreds/credentials";
    public const string TokenHeader = "x-fccreds-token";
    public const string Forbidden = "Forbidden";

    /// <summary>FC's largest event, in base64, and something around it.</summary>
    private const long MaxOrder = 48 * 1024 * 1024;

    public static bool Serves(WireRequest wire) => wire.Method == "POST"
        ? wire.RawPath is Invocations or Credentials or Sandboxes.Path || SessionEnd.Names(wire.RawPath)
        : Sandboxes.IsRemoval(wire.Method, wire.RawPath);

    public bool IsAuthorized(WireRequest wire)
        => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(wire.Header(TokenHeader) ?? ""), Encoding.UTF8.GetBytes(controlToken));

    public async Task ServeAsync(HttpContext http, WireRequest wire)
    {
        if (!IsAuthorized(wire))
        {
            await RefuseAsync(http, StatusCodes.Status403Forbidden, new(Forbidden, "This server takes orders only from those who can read its data folder."));
            return;
        }
        try
        {
            if (wire.RawPath == Invocations)
            {
                var order = await ReadAsync(http, OrderJson.Default.InvocationOrder);
                await WriteAsync(http, await runs.RunAsync(order, http.RequestAborted), OrderJson.Default.InvocationReport);
            }
            else if (SessionEnd.Names(wire.RawPath))
            {
                sessionEnd.Apply(wire.RawPath);
                http.Response.StatusCode = StatusCodes.Status204NoContent;
            }
            else if (wire.RawPath == Sandboxes.Path)
            {
                var order = await ReadAsync(http, OrderJson.Default.SandboxOrder);
                await WriteAsync(http, await sandboxes.OpenAsync(order, http.RequestAborted), OrderJson.Default.SandboxReply);
            }
            else if (Sandboxes.IsRemoval(wire.Method, wire.RawPath))
            {
                await sandboxes.RemoveAsync(wire.RawPath, http.RequestAborted);
                http.Response.StatusCode = StatusCodes.Status204NoContent;
            }
            else
            {
                await WriteAsync(http, credentials.Issue(await ReadAsync(http, OrderJson.Default.CredentialOrder)), OrderJson.Default.CredentialReply);
            }
        }
        catch (ServiceException refused)
        {
            await RefuseAsync(http, refused.Error.Status, new(refused.Error.Code, refused.Message));
        }
        catch (JsonException malformed)
        {
            await RefuseAsync(http, StatusCodes.Status400BadRequest, new("InvalidArgument", malformed.Message));
        }
    }

    private static async Task<T> ReadAsync<T>(HttpContext http, JsonTypeInfo<T> type)
    {
        if (http.Request.ContentLength is null or > MaxOrder) throw new JsonException($"An order has a length of at most {MaxOrder} bytes.");
        return await JsonSerializer.DeserializeAsync(http.Request.Body, type, http.RequestAborted) ?? throw new JsonException("An order is a JSON object.");
    }

    private static Task WriteAsync<T>(HttpContext http, T value, JsonTypeInfo<T> type)
    {
        http.Response.ContentType = "application/json";
        return JsonSerializer.SerializeAsync(http.Response.Body, value, type, http.RequestAborted);
    }

    private static Task RefuseAsync(HttpContext http, int status, OrderRefusal refusal)
    {
        http.Response.StatusCode = status;
        return WriteAsync(http, refusal, OrderJson.Default.OrderRefusal);
    }
}
