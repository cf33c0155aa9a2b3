using FcCreds.Fc.State;

namespace FcCreds.Fc.Api.V2;

/// <summary>InvokeFunction, CreateFunction, UpdateFunction, GetFunction, ListFunctions, DeleteFunction, GetFunctionCode of FC 2.0. The role is the service's.</summary>
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

    public static async Task CreateAsync(FcCall call)
    {
        var (service, input) = (Fc2Services.Require(call.Account, Fc2Service.Read(call).Name), call.ReadBody(FcInputJson.Default.FunctionInput));
        if (input.FunctionName is null || !FcNames.IsPart(input.FunctionName)) throw FcErrors.InvalidArgument.Saying($"functionName '{input.FunctionName}' is invalid, it must have 1 to 128 letters, digits, '-' and '_', and begin with a letter or '_'");
        await ReplyAsync(call, await Functions.MakeAsync(call, Fc2FunctionInput.Translate(input, null) with { FunctionName = Fc2Service.NewNameIn(service.ServiceName, input.FunctionName), Role = service.Role }));
    }

    public static async Task UpdateAsync(FcCall call)
    {
        var named = InService(call);
        var input = call.ReadBody(FcInputJson.Default.FunctionInput);
        await ReplyAsync(call, await Functions.ChangeAsync(named, Fc2FunctionInput.Translate(input, named.RequireFunction().Declaration) with { Role = null }));
    }

    public static Task DeleteAsync(FcCall call) => Functions.DeleteAsync(InService(call));

    public static Task GetCodeAsync(FcCall call) => Functions.GetCodeAsync(InService(call));

    public static Task GetAsync(FcCall call) => ReplyAsync(call, Functions.Require(InService(call)));

    public static Task ListAsync(FcCall call)
    {
        var service = Fc2Service.Read(call).Name;
        var (page, next) = Paging.Of(call, call.Account.Functions.Values.Where(function => Fc2Service.Has(service, function.Name)), function => Fc2Service.ShortName(function.Name));
        return call.ReplyAsync(new([.. page.Select(Fc2FunctionModel.Of)], next), FcJson.Readable.Fc2FunctionPage);
    }

    /// <summary>The same call for the function by its name in FC 3.0, with the qualifier that the service's name brought.</summary>
    public static FcCall InService(FcCall call)
    {
        var service = Fc2Service.Read(call);
        var name = Fc2Service.NameIn(call.Account, service.Name, call.FunctionName);
        return call with
        {
            Qualifier = service.Qualifier,
            Values = new Dictionary<string, string>(call.Values, StringComparer.Ordinal) { [FcOperation.FunctionName] = name },
        };
    }

    private static Task ReplyAsync(FcCall call, FunctionRecord function) => call.ReplyAsync(Fc2FunctionModel.Of(function), FcJson.Readable.Fc2FunctionModel);
}
