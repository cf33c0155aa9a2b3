using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace FcCreds.Server.Control;

/// <summary>One thing that can be ordered: which requests mean it, and what is done then.</summary>
internal sealed record ControlOrder(Func<string, string, bool> Means, Func<HttpContext, string, Task> CarryOutAsync)
{
    /// <summary>FC's largest event, in base64, and something around it.</summary>
    private const long MaxLength = 48 * 1024 * 1024;

    /// <summary>A JSON order posted to a path, answered with JSON.</summary>
    public static ControlOrder Post<TOrder, TReply>(
        string path, JsonTypeInfo<TOrder> orderType, JsonTypeInfo<TReply> replyType, Func<TOrder, CancellationToken, ValueTask<TReply>> carryOut)
        => new(
            (method, rawPath) => method == "POST" && rawPath == path,
            async (http, _) => await WriteAsync(http, await carryOut(await ReadAsync(http, orderType), http.RequestAborted), replyType));

    /// <summary>An order that its path tells whole, answered with nothing.</summary>
    public static ControlOrder Plain(Func<string, string, bool> means, Func<string, CancellationToken, Task> carryOut)
        => new(means, async (http, rawPath) =>
        {
            await carryOut(rawPath, http.RequestAborted);
            http.Response.StatusCode = StatusCodes.Status204NoContent;
        });

    /// <summary>A question, answered with JSON; like an order it is only for who may give orders.</summary>
    public static ControlOrder Get<TReply>(string path, JsonTypeInfo<TReply> replyType, Func<CancellationToken, ValueTask<TReply>> answer)
        => new((method, rawPath) => method == "GET" && rawPath == path, async (http, _) => await WriteAsync(http, await answer(http.RequestAborted), replyType));

    public static Task WriteAsync<T>(HttpContext http, T value, JsonTypeInfo<T> type)
    {
        http.Response.ContentType = "application/json";
        return JsonSerializer.SerializeAsync(http.Response.Body, value, type, http.RequestAborted);
    }

    private static async Task<T> ReadAsync<T>(HttpContext http, JsonTypeInfo<T> type)
    {
        if (http.Request.ContentLength is null or > MaxLength) throw new JsonException($"An order has a length of at most {MaxLength} bytes.");
        return await JsonSerializer.DeserializeAsync(http.Request.Body, type, http.RequestAborted) ?? throw new JsonException("An order is a JSON object.");
    }
}
