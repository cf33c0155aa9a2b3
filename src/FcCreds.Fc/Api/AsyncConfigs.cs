using FcCreds.Fc.Async;
using FcCreds.Fc.State;

namespace FcCreds.Fc.Api;

/// <summary>PutAsyncInvokeConfig, GetAsyncInvokeConfig, DeleteAsyncInvokeConfig, ListAsyncInvokeConfigs.</summary>
internal static class AsyncConfigs
{
    public static async Task PutAsync(FcCall call)
    {
        var input = call.ReadBody(FcInputJson.Default.AsyncInvokeConfig);
        if (input.Mistakes().FirstOrDefault() is { } mistake) throw FcErrors.InvalidArgument.Saying(mistake);
        if (input.NotServed().FirstOrDefault() is { } foreign) throw FcErrors.NotImplemented.Saying(foreign);
        var qualifier = call.QualifierOrLatest;
        var (function, config) = await call.ChangeAsync(function =>
        {
            FunctionQualifier.Require(function, qualifier);
            var kept = function.AsyncConfigs.GetValueOrDefault(qualifier);
            var config = input with { CreatedTime = kept?.CreatedTime ?? call.Now, LastModifiedTime = call.Now };
            return (function with { AsyncConfigs = function.AsyncConfigs.SetItem(qualifier, config) }, (function, config));
        });
        await call.ReplyAsync(Model(function, qualifier, config), FcJson.Readable.AsyncConfigModel);
    }

    public static Task GetAsync(FcCall call)
    {
        var (function, qualifier) = (call.RequireFunction(), call.QualifierOrLatest);
        FunctionQualifier.Require(function, qualifier);
        return call.ReplyAsync(Model(function, qualifier, Find(function, qualifier) ?? throw NotFound(function, qualifier)), FcJson.Readable.AsyncConfigModel);
    }

    public static async Task DeleteAsync(FcCall call)
    {
        var qualifier = call.QualifierOrLatest;
        await call.ChangeAsync(function => Find(function, qualifier) is null
            ? throw NotFound(function, qualifier)
            : (function with
            {
                AsyncConfigs = function.AsyncConfigs.Remove(qualifier),
                Declaration = qualifier == CataloguedFunction.Latest ? function.Declaration with { AsyncInvokeConfig = null } : function.Declaration,
            }, 0));
        call.ReplyNothing();
    }

    public static Task ListAsync(FcCall call)
    {
        var name = call.Request.QueryValue("functionName");
        var rows = call.Account.Functions.Values
            .Where(function => string.IsNullOrEmpty(name) || function.Name == name)
            .SelectMany(function => Qualifiers(function).Select(qualifier => Model(function, qualifier, Find(function, qualifier)!)));
        var (page, next) = Paging.Of(call, rows, row => row.FunctionArn);
        return call.ReplyAsync(new([.. page], next), FcJson.Readable.AsyncConfigPage);
    }

    private static IEnumerable<string> Qualifiers(FunctionRecord function)
        => function.Declaration.AsyncInvokeConfig is null ? function.AsyncConfigs.Keys : function.AsyncConfigs.Keys.Append(CataloguedFunction.Latest).Distinct().Order(StringComparer.Ordinal);

    private static AsyncInvokeConfig? Find(FunctionRecord function, string qualifier)
        => function.AsyncConfigs.GetValueOrDefault(qualifier) ?? (qualifier == CataloguedFunction.Latest ? function.Declaration.AsyncInvokeConfig : null);

    private static Core.Errors.ServiceException NotFound(FunctionRecord function, string qualifier)
        => FcErrors.AsyncConfigNotExists.Saying($"async config for '{qualifier}' of function '{function.Name}' does not exist");

    private static AsyncConfigModel Model(FunctionRecord function, string qualifier, AsyncInvokeConfig config) => new(
        $"{function.Declaration.Arn}/{qualifier}",
        config.AsyncTask,
        FcTime.Text(config.CreatedTime ?? function.CreatedTime),
        FcTime.Text(config.LastModifiedTime ?? function.LastModifiedTime),
        config.DestinationConfig,
        config.MaxAsyncEventAgeInSeconds,
        config.MaxAsyncRetryAttempts);
}

internal sealed record AsyncConfigModel(
    string FunctionArn, bool? AsyncTask, string CreatedTime, string LastModifiedTime, AsyncDestinations? DestinationConfig, int? MaxAsyncEventAgeInSeconds, int? MaxAsyncRetryAttempts);

internal sealed record AsyncConfigPage(IReadOnlyList<AsyncConfigModel> Configs, string? NextToken);
