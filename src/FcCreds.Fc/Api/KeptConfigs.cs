using System.Text.Json;
using FcCreds.Fc.State;

namespace FcCreds.Fc.Api;

/// <summary>
/// A configuration per qualifier that is kept and told, and has no effect on a machine of one's own: provisioned instances, scaling.
/// </summary>
internal sealed class KeptConfigs(string kind, string list)
{
    public static readonly KeptConfigs Provision = new("provision", "provisionConfigs");

    public static readonly KeptConfigs Scaling = new("scaling", "scalingConfigs");

    public async Task PutAsync(FcCall call)
    {
        var body = call.ReadBody(FcInputJson.Default.DictionaryStringJsonElement);
        var key = Key(call);
        var function = await call.ChangeAsync(function =>
        {
            Check(function, key);
            var after = function with { Configs = function.Configs.SetItem(key, JsonSerializer.SerializeToElement(body, FcInputJson.Default.DictionaryStringJsonElement)) };
            return (after, after);
        });
        await call.ReplyAsync(Model(function, key), FcJson.Readable.DictionaryStringJsonElement);
    }

    public Task GetAsync(FcCall call)
    {
        var (function, key) = (call.RequireFunction(), Key(call));
        Check(function, key);
        return call.ReplyAsync(Model(function, key), FcJson.Readable.DictionaryStringJsonElement);
    }

    public async Task DeleteAsync(FcCall call)
    {
        await call.ChangeAsync(function => (function with { Configs = function.Configs.Remove(Key(call)) }, 0));
        call.ReplyNothing();
    }

    public Task ListAsync(FcCall call)
    {
        var name = call.Request.QueryValue("functionName");
        var rows = call.Account.Functions.Values
            .Where(function => string.IsNullOrEmpty(name) || function.Name == name)
            .SelectMany(function => function.Configs.Keys.Where(key => key.StartsWith(kind + "/", StringComparison.Ordinal)).Select(key => (Function: function, Key: key)));
        var (page, next) = Paging.Of(call, rows, row => $"{row.Function.Name}/{row.Key}");
        var reply = new Dictionary<string, JsonElement> { [list] = JsonSerializer.SerializeToElement(page.Select(row => Model(row.Function, row.Key)).ToList(), FcJson.Readable.ListDictionaryStringJsonElement) };
        if (next is not null) reply["nextToken"] = Text(next);
        return call.ReplyAsync(reply, FcJson.Readable.DictionaryStringJsonElement);
    }

    private string Key(FcCall call) => $"{kind}/{call.QualifierOrLatest}";

    private static void Check(FunctionRecord function, string key) => FunctionQualifier.Require(function, QualifierOf(key));

    private static string QualifierOf(string key) => key[(key.IndexOf('/') + 1)..];

    private static Dictionary<string, JsonElement> Model(FunctionRecord function, string key)
    {
        var model = function.Configs.TryGetValue(key, out var kept) ? kept.EnumerateObject().ToDictionary(field => field.Name, field => field.Value) : [];
        model["functionArn"] = Text($"{function.Declaration.Arn}/{QualifierOf(key)}");
        return model;
    }

    private static JsonElement Text(string text) => JsonSerializer.SerializeToElement(text, FcJson.Readable.String);
}
