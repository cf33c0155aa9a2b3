using System.Text.Json;
using FcCreds.Fc.State;
using FcCreds.Fc.Triggers;
using FcCreds.Fc.Triggers.Http;

namespace FcCreds.Fc.Api.V2;

/// <summary>CreateTrigger, UpdateTrigger, GetTrigger, ListTriggers, DeleteTrigger of FC 2.0: their config is an object, where FC 3.0 has it in a string.</summary>
internal static class Fc2Triggers
{
    public static async Task CreateAsync(FcCall call)
    {
        var (function, trigger) = await FunctionTriggers.MakeAsync(Fc2Functions.InService(call), Read(call));
        await ReplyAsync(call, function, trigger);
    }

    public static async Task UpdateAsync(FcCall call)
    {
        var (function, trigger) = await FunctionTriggers.ChangeAsync(Fc2Functions.InService(call), Read(call));
        await ReplyAsync(call, function, trigger);
    }

    public static Task GetAsync(FcCall call)
    {
        var named = Fc2Functions.InService(call);
        var function = named.RequireFunction();
        return ReplyAsync(call, function, FunctionTriggers.Require(named, function));
    }

    public static Task ListAsync(FcCall call)
    {
        var function = Fc2Functions.InService(call).RequireFunction();
        var (page, next) = Paging.Of(call, function.Declaration.Triggers.OrderBy(one => one.TriggerName, StringComparer.Ordinal), one => one.TriggerName);
        return call.ReplyAsync(new([.. page.Select(one => Fc2TriggerModel.Of(one, function))], next), FcJson.Readable.Fc2TriggerPage);
    }

    public static Task DeleteAsync(FcCall call) => FunctionTriggers.DeleteAsync(Fc2Functions.InService(call));

    private static TriggerInput Read(FcCall call)
    {
        var input = call.ReadBody(FcInputJson.Default.Fc2TriggerInput);
        return new()
        {
            TriggerName = input.TriggerName,
            TriggerType = input.TriggerType,
            Description = input.Description,
            Qualifier = input.Qualifier,
            SourceArn = input.SourceArn,
            InvocationRole = input.InvocationRole,
            TriggerConfig = input.TriggerConfig is { ValueKind: not JsonValueKind.Null } config ? config.GetRawText() : null,
        };
    }

    private static Task ReplyAsync(FcCall call, FunctionRecord function, TriggerDeclaration trigger)
    {
        call.HasNoEffect = !TriggerKinds.IsServed(trigger.TriggerType);
        return call.ReplyAsync(Fc2TriggerModel.Of(trigger, function), FcJson.Readable.Fc2TriggerModel);
    }
}

/// <summary>Body of CreateTrigger and UpdateTrigger.</summary>
internal sealed record Fc2TriggerInput(string? TriggerName, string? TriggerType, string? Description, string? Qualifier, string? SourceArn, string? InvocationRole, JsonElement? TriggerConfig);

/// <summary>A trigger as the API of FC 2.0 answers it.</summary>
internal sealed record Fc2TriggerModel
{
    public required string TriggerName { get; init; }

    public required string TriggerType { get; init; }

    public string? TriggerId { get; init; }

    public required JsonElement TriggerConfig { get; init; }

    public required string Qualifier { get; init; }

    public required string Description { get; init; }

    public string? SourceArn { get; init; }

    public string? InvocationRole { get; init; }

    public string? UrlInternet { get; init; }

    public string? UrlIntranet { get; init; }

    public required string CreatedTime { get; init; }

    public required string LastModifiedTime { get; init; }

    public static Fc2TriggerModel Of(TriggerDeclaration trigger, FunctionRecord function)
    {
        var isHttp = trigger.TriggerType == HttpTrigger.Type;
        using var config = JsonDocument.Parse(trigger.TriggerConfig);
        return new()
        {
            TriggerName = trigger.TriggerName,
            TriggerType = trigger.TriggerType,
            TriggerId = trigger.TriggerId,
            TriggerConfig = config.RootElement.Clone(),
            Qualifier = trigger.Qualifier,
            Description = trigger.Description,
            SourceArn = trigger.SourceArn,
            InvocationRole = trigger.InvocationRole,
            UrlInternet = isHttp ? HttpTrigger.UrlInternetOf(function.Declaration, trigger.Qualifier) : null,
            UrlIntranet = isHttp ? HttpTrigger.UrlIntranetOf(function.Declaration, trigger.Qualifier) : null,
            CreatedTime = FcTime.Text(trigger.CreatedTime ?? function.CreatedTime),
            LastModifiedTime = FcTime.Text(trigger.LastModifiedTime ?? function.LastModifiedTime),
        };
    }
}

internal sealed record Fc2TriggerPage(IReadOnlyList<Fc2TriggerModel> Triggers, string? NextToken);
