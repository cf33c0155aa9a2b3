using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using FcCreds.Core.Callers;
using FcCreds.Core.Http;
using FcCreds.Fc.State;
using Microsoft.AspNetCore.Http;

namespace FcCreds.Fc.Api;

/// <summary>An API request whose caller is known and allowed.</summary>
internal sealed record FcCall
{
    public required HttpContext Http { get; init; }

    public required WireRequest Request { get; init; }

    public required string RequestId { get; init; }

    public required ReadOnlyMemory<byte> Body { get; init; }

    public required Caller Caller { get; init; }

    public required FcContext Context { get; init; }

    /// <summary>Parameters of the path, by their names in braces.</summary>
    public required IReadOnlyDictionary<string, string> Values { get; init; }

    /// <summary>The path's function name; empty for operations on the account.</summary>
    public string FunctionName => Values.GetValueOrDefault(FcOperation.FunctionName) ?? "";

    /// <summary>Version or alias that the request asks for.</summary>
    public string? Qualifier { get => field ?? Request.QueryValue("qualifier"); init; }

    /// <summary>The same, where none means the function as it is now.</summary>
    public string QualifierOrLatest => Qualifier is { Length: > 0 } given ? given : CataloguedFunction.Latest;

    /// <summary>What is kept changes nothing here, which the answer is to say.</summary>
    public bool HasNoEffect { get; set; }

    public CancellationToken Aborted => Http.RequestAborted;

    /// <summary>The caller's account as it is now.</summary>
    public FcAccountRecord Account => Context.Accounts.Find(Caller.AccountId);

    public DateTimeOffset Now => Context.Clocks.Wire.GetUtcNow();

    /// <summary>The function, if the caller's account has it.</summary>
    public FunctionRecord RequireFunction() => Require(Account);

    /// <summary>Changes the path's function as it is at that moment.</summary>
    public ValueTask<T> ChangeAsync<T>(Func<FunctionRecord, (FunctionRecord After, T Result)> change)
        => Context.Accounts.ChangeAsync(
            Caller.AccountId,
            account =>
            {
                var (after, result) = change(Require(account));
                return (account.With(after), result);
            },
            Aborted);

    public string Arn(string relative) => $"acs:fc:{Context.Region}:{Caller.AccountId}:{relative}";

    /// <summary>The body as JSON; what it does not know is passed over, as FC does.</summary>
    public T ReadBody<T>(JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(Body.Span, type) ?? throw FcErrors.InvalidArgument.Saying("the request body must be a JSON object");
        }
        catch (JsonException wrong)
        {
            throw FcErrors.InvalidArgument.Saying($"the request body is invalid at {wrong.Path ?? "its beginning"}");
        }
    }

    public Task ReplyAsync<T>(T value, JsonTypeInfo<T> type) => WriteAsync(StatusCodes.Status200OK, "application/json", JsonSerializer.SerializeToUtf8Bytes(value, type));

    public void ReplyNothing() => Http.Response.StatusCode = StatusCodes.Status204NoContent;

    public Task WriteAsync(int status, string contentType, ReadOnlyMemory<byte> body)
    {
        Http.Response.StatusCode = status;
        Http.Response.ContentType = contentType;
        Http.Response.ContentLength = body.Length;
        return Http.Response.Body.WriteAsync(body, Aborted).AsTask();
    }

    private FunctionRecord Require(FcAccountRecord account)
        => account.Functions.GetValueOrDefault(FunctionName) ?? throw FcErrors.FunctionNotFound.Saying($"function '{FunctionName}' does not exist.");
}
