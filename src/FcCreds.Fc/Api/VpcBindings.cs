
namespace FcCreds.Fc.Api;

/// <summary>CreateVpcBinding, ListVpcBindings, DeleteVpcBinding: kept; every network is the machine's own.</summary>
internal static class VpcBindings
{
    public static async Task CreateAsync(FcCall call)
    {
        var body = call.ReadBody(FcInputJson.Default.DictionaryStringJsonElement);
        var vpcId = body.TryGetValue("vpcId", out var given) && given.ValueKind == System.Text.Json.JsonValueKind.String ? given.GetString()! : throw FcErrors.InvalidArgument.Saying("vpcId must be set");
        await call.ChangeAsync(function => (function with { VpcIds = function.VpcIds.Contains(vpcId) ? function.VpcIds : function.VpcIds.Add(vpcId) }, 0));
        call.ReplyNothing();
    }

    public static Task ListAsync(FcCall call) => call.ReplyAsync(new(call.RequireFunction().VpcIds), FcJson.Readable.VpcBindingList);

    public static async Task DeleteAsync(FcCall call)
    {
        await call.ChangeAsync(function => (function with { VpcIds = function.VpcIds.Remove(call.Values["{vpcId}"]) }, 0));
        call.ReplyNothing();
    }
}

internal sealed record VpcBindingList(IReadOnlyList<string> VpcIds);
