using FcCreds.Fc.State;

namespace FcCreds.Fc.Api;

/// <summary>The concurrency that is reserved for a function, and whether it may be invoked at all.</summary>
internal static class FunctionLimits
{
    public static async Task PutConcurrencyAsync(FcCall call)
    {
        var input = call.ReadBody(FcInputJson.Default.ConcurrencyInput);
        if (input.ReservedConcurrency is not >= 0) throw FcErrors.InvalidArgument.Saying("reservedConcurrency is invalid, it must be 0 or more");
        var function = await call.ChangeAsync(function => (function with { ReservedConcurrency = input.ReservedConcurrency }, function));
        await call.ReplyAsync(new(function.Declaration.Arn, input.ReservedConcurrency), FcJson.Readable.ConcurrencyModel);
    }

    public static Task GetConcurrencyAsync(FcCall call) => call.ReplyAsync(Concurrency(call.RequireFunction()), FcJson.Readable.ConcurrencyModel);

    public static async Task DeleteConcurrencyAsync(FcCall call)
    {
        await call.ChangeAsync(function => (function with { ReservedConcurrency = null }, 0));
        call.ReplyNothing();
    }

    public static Task ListConcurrencyAsync(FcCall call)
    {
        var name = call.Request.QueryValue("functionName");
        var found = call.Account.Functions.Values.Where(function => function.ReservedConcurrency is not null && (string.IsNullOrEmpty(name) || function.Name == name));
        var (page, next) = Paging.Of(call, found, function => function.Name);
        return call.ReplyAsync(new([.. page.Select(Concurrency)], next), FcJson.Readable.ConcurrencyPage);
    }

    public static async Task DisableAsync(FcCall call)
    {
        var input = call.Body.IsEmpty ? new(null, null) : call.ReadBody(FcInputJson.Default.DisableInput);
        await call.ChangeAsync(function => (function with { Restriction = new(input.Reason ?? "", call.Now) }, 0));
        await call.ReplyAsync(new(true), FcJson.Readable.SuccessModel);
    }

    public static async Task EnableAsync(FcCall call)
    {
        await call.ChangeAsync(function => (function with { Restriction = null }, 0));
        await call.ReplyAsync(new(true), FcJson.Readable.SuccessModel);
    }

    private static ConcurrencyModel Concurrency(FunctionRecord function) => new(function.Declaration.Arn, function.ReservedConcurrency);
}

internal sealed record ConcurrencyModel(string FunctionArn, int? ReservedConcurrency);

internal sealed record ConcurrencyPage(IReadOnlyList<ConcurrencyModel> Configs, string? NextToken);

internal sealed record SuccessModel(bool Success);
