namespace FcCreds.Fc.Api;

/// <summary>GetFunction.</summary>
internal static class GetFunction
{
    public static Task RunAsync(FcCall call) => call.WriteJsonAsync(FcJson.Bytes(FunctionModel.Of(call.RequireFunction())));
}
