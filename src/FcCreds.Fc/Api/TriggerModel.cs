using FcCreds.Fc.State;
using FcCreds.Fc.Triggers;
using FcCreds.Fc.Triggers.Http;

namespace FcCreds.Fc.Api;

/// <summary>A trigger as the API answers it.</summary>
internal sealed record TriggerModel
{
    public required string TriggerName { get; init; }

    public required string TriggerType { get; init; }

    /// <summary>Null for what a configuration declares.</summary>
    public string? TriggerId { get; init; }

    public required string TriggerConfig { get; init; }

    public required string Qualifier { get; init; }

    public required string Description { get; init; }

    public string? SourceArn { get; init; }

    public string? InvocationRole { get; init; }

    public required string TargetArn { get; init; }

    public HttpUrlsModel? HttpTrigger { get; init; }

    public required string CreatedTime { get; init; }

    public required string LastModifiedTime { get; init; }

    public static TriggerModel Of(TriggerDeclaration trigger, FunctionRecord function) => new()
    {
        TriggerName = trigger.TriggerName,
        TriggerType = trigger.TriggerType,
        TriggerId = trigger.TriggerId,
        TriggerConfig = trigger.TriggerConfig,
        Qualifier = trigger.Qualifier,
        Description = trigger.Description,
        SourceArn = trigger.SourceArn,
        InvocationRole = trigger.InvocationRole,
        TargetArn = function.Declaration.Arn,
        HttpTrigger = trigger.TriggerType == Triggers.Http.HttpTrigger.Type ? HttpUrlsModel.Of(function.Declaration, trigger.Qualifier) : null,
        CreatedTime = FcTime.Text(trigger.CreatedTime ?? function.CreatedTime),
        LastModifiedTime = FcTime.Text(trigger.LastModifiedTime ?? function.LastModifiedTime),
    };
}

/// <summary>Addresses of an HTTP trigger, in the cloud's form.</summary>
internal sealed record HttpUrlsModel(string UrlInternet, string UrlIntranet)
{
    public static HttpUrlsModel Of(FunctionDeclaration function, string qualifier) => new(HttpTrigger.UrlInternetOf(function, qualifier), HttpTrigger.UrlIntranetOf(function, qualifier));
}

internal sealed record TriggerPage(IReadOnlyList<TriggerModel> Triggers, string? NextToken);
