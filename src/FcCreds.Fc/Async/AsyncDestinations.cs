using System.Text.Json.Serialization;

namespace FcCreds.Fc.Async;

/// <summary>Who hears of an invocation's end; null for nobody.</summary>
internal sealed record AsyncDestinations(AsyncDestination? OnSuccess, AsyncDestination? OnFailure);

/// <param name="Destination">ARN.</param>
internal sealed record AsyncDestination(string Destination)
{
    /// <summary>The function that is the destination; null for another kind.</summary>
    [JsonIgnore]
    public DestinationFunction? Function => Destination?.Split(':') is not ["acs", "fc", _, var account, var relative] ? null : relative.Split('/') switch
    {
        ["functions", { Length: > 0 } name] => new(account, name, CataloguedFunction.Latest),
        ["functions", { Length: > 0 } name, { Length: > 0 } qualifier] => new(account, name, qualifier),
        _ => null,
    };
}

/// <summary>The function of <c>acs:fc:region:acct:functions/name[/qualifier]</c>.</summary>
internal sealed record DestinationFunction(string AccountId, string Name, string Qualifier);
