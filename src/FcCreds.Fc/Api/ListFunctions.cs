using System.Globalization;

namespace FcCreds.Fc.Api;

/// <summary>ListFunctions: by name, in pages; <c>nextToken</c> is the name of the page's last function.</summary>
internal static class ListFunctions
{
    private const int MaxLimit = 100;
    private const int DefaultLimit = 20;

    public static Task RunAsync(FcCall call)
    {
        var limit = Limit(call.Request.QueryValue("limit"));
        var after = call.Request.QueryValue("nextToken") ?? "";
        var prefix = call.Request.QueryValue("prefix") ?? "";
        var runtime = call.Request.QueryValue("runtime") ?? "";
        var found = call.Catalog.All
            .Where(one => one.Declaration.AccountId == call.Caller.AccountId)
            .Where(one => one.Declaration.Name.StartsWith(prefix, StringComparison.Ordinal))
            .Where(one => runtime.Length == 0 || one.Declaration.Runtime == runtime)
            .Where(one => string.CompareOrdinal(one.Declaration.Name, after) > 0)
            .Take(limit + 1)
            .Select(FunctionModel.Of)
            .ToArray();
        var page = found.Take(limit).ToArray();
        return call.WriteJsonAsync(FcJson.Bytes(new FunctionPage(page, found.Length > limit ? page[^1].FunctionName : null)));
    }

    private static int Limit(string? text)
    {
        if (string.IsNullOrEmpty(text)) return DefaultLimit;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit is >= 1 and <= MaxLimit
            ? limit
            : throw FcErrors.InvalidArgument.Saying($"limit '{text}' is invalid, it must be 1 to {MaxLimit}");
    }
}
