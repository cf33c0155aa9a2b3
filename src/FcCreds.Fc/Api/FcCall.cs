using FcCreds.Core.Callers;
using FcCreds.Core.Functions;
using FcCreds.Core.Http;
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

    public required FunctionCatalog Catalog { get; init; }

    public required IFunctionInvoker Invoker { get; init; }

    /// <summary>The path's function name; empty for operations on the account.</summary>
    public required string FunctionName { get; init; }

    public CancellationToken Aborted => Http.RequestAborted;

    /// <summary>The function, if the caller's account has it.</summary>
    public CataloguedFunction RequireFunction()
        => Catalog.Find(FunctionName) is { } function && function.Declaration.AccountId == Caller.AccountId
            ? function
            : throw FcErrors.FunctionNotFound.Saying($"function '{FunctionName}' does not exist.");

    public Task WriteAsync(int status, string contentType, ReadOnlyMemory<byte> body)
    {
        Http.Response.StatusCode = status;
        Http.Response.ContentType = contentType;
        Http.Response.ContentLength = body.Length;
        return Http.Response.Body.WriteAsync(body, Aborted).AsTask();
    }

    public Task WriteJsonAsync(byte[] body) => WriteAsync(StatusCodes.Status200OK, "application/json", body);
}
