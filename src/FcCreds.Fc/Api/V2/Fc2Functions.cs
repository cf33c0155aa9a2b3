namespace FcCreds.Fc.Api.V2;

/// <summary>InvokeFunction, GetFunction, ListFunctions of FC 2.0.</summary>
internal static class Fc2Functions
{
    public static async Task InvokeAsync(FcCall call)
    {
        // FC 2.0 calls the version's header so.
        call.Http.Response.OnStarting(() =>
        {
            var headers = call.Http.Response.Headers;
            if (headers.Remove("X-Fc-Invocation-Code-Version", out var version)) headers["X-Fc-Invocation-Service-Version"] = version;
            return Task.CompletedTask;
        });
        await InvokeFunction.RunAsync(InService(call));
    }

    public static Task GetAsync(FcCall call)
    {
        var function = InService(call).RequireFunction();
        return call.ReplyAsync(FunctionModel.Of(function) with { FunctionName = call.FunctionName }, FcJson.Readable.FunctionModel);
    }

    public static Task ListAsync(FcCall call)
    {
        var service = Fc2Service.Read(call).Name;
        var (page, next) = Paging.Of(call, call.Account.Functions.Values.Where(function => Fc2Service.Has(service, function.Name)), function => Fc2Service.ShortName(function.Name));
        return call.ReplyAsync(new FunctionPage([.. page.Select(function => FunctionModel.Of(function) with { FunctionName = Fc2Service.ShortName(function.Name) })], next), FcJson.Readable.FunctionPage);
    }

    /// <summary>The same call for the function by its name in FC 3.0, with the qualifier that the service's name brought.</summary>
    private static FcCall InService(FcCall call)
    {
        var service = Fc2Service.Read(call);
        var name = Fc2Service.NameIn(call.Account, service.Name, call.FunctionName);
        return call with
        {
            Qualifier = service.Qualifier,
            Values = new Dictionary<string, string>(call.Values, StringComparer.Ordinal) { [FcOperation.FunctionName] = name },
        };
    }
}
