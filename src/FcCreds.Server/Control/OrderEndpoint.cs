using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FcCreds.Core.Errors;
using FcCreds.Core.Http;
using Microsoft.AspNetCore.Http;

namespace FcCreds.Server.Control;

/// <summary>
/// What the command line tool orders. Running code from any folder and minting credentials are more than loopback alone may ask
/// for: another user of this machine reaches the port too. The token lies in <c>server.json</c>, which only the server's own user reads.
/// </summary>
internal sealed class OrderEndpoint(string controlToken, IReadOnlyList<ControlOrder> orders)
{
    public const string Invocations = "/_fccreds/invocations";
    public const string Credentials = "/_fccreds/credentials";
    public const string TokenHeader = "x-fccreds-token";
    public const string Forbidden = "Forbidden";

    public bool Serves(WireRequest wire) => Find(wire) is not null;

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
            await Find(wire)!.CarryOutAsync(http, wire.RawPath);
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

    private ControlOrder? Find(WireRequest wire) => orders.FirstOrDefault(order => order.Means(wire.Method, wire.RawPath));

    private static Task RefuseAsync(HttpContext http, int status, OrderRefusal refusal)
    {
        http.Response.StatusCode = status;
        return ControlOrder.WriteAsync(http, refusal, OrderJson.Default.OrderRefusal);
    }
}
