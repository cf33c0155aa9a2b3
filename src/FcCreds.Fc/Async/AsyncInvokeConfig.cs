using System.Text.Json.Serialization;
using FcCreds.Fc.Triggers;

namespace FcCreds.Fc.Async;

/// <summary>How async invocations of a function's version or alias are retried, how old they may become, and who hears of their end (AsyncConfig of the FC 3.0 API).</summary>
internal sealed record AsyncInvokeConfig
{
    public const int MostRetries = 8;
    public const int MaxAge = 30 * 24 * 3600;

    private const int DefaultRetries = 3;
    private const int DefaultAge = 24 * 3600;

    private static readonly string[] Keys = ["asyncTask", "destinationConfig", "maxAsyncEventAgeInSeconds", "maxAsyncRetryAttempts"];

    /// <summary>Of a function that has none.</summary>
    public static readonly AsyncInvokeConfig Default = new();

    /// <summary>0 to 8; 3 when not given.</summary>
    public int? MaxAsyncRetryAttempts { get; init; }

    /// <summary>Seconds, up to 30 days; a day when not given.</summary>
    public int? MaxAsyncEventAgeInSeconds { get; init; }

    public AsyncDestinations? DestinationConfig { get; init; }

    /// <summary>Keeps a record of every invocation as a task.</summary>
    public bool? AsyncTask { get; init; }

    public DateTimeOffset? CreatedTime { get; init; }

    public DateTimeOffset? LastModifiedTime { get; init; }

    [JsonIgnore]
    public int Retries => MaxAsyncRetryAttempts ?? DefaultRetries;

    [JsonIgnore]
    public TimeSpan Age => TimeSpan.FromSeconds(MaxAsyncEventAgeInSeconds ?? DefaultAge);

    /// <summary>The settings as far as they could be read; worthless when <paramref name="problems"/> has got any.</summary>
    public static AsyncInvokeConfig? Read(string json, List<SettingsProblem> problems)
    {
        if (SettingsSection.Parse(json, "an asyncInvokeConfig", Keys, problems) is not { } section) return null;
        var destinations = section.Inner("destinationConfig", "a destinationConfig", ["onSuccess", "onFailure"]);
        var config = new AsyncInvokeConfig
        {
            MaxAsyncRetryAttempts = section.Integer("maxAsyncRetryAttempts", 0, MostRetries),
            MaxAsyncEventAgeInSeconds = section.Integer("maxAsyncEventAgeInSeconds", 1, MaxAge),
            DestinationConfig = destinations is null ? null : new(Destination(destinations, "onSuccess"), Destination(destinations, "onFailure")),
            AsyncTask = section.Find("asyncTask") is null ? null : section.Flag("asyncTask"),
        };
        if (problems.Count == 0) problems.AddRange(config.NotServed().Select(mistake => new SettingsProblem("destinationConfig", mistake)));
        return config;

        static AsyncDestination? Destination(SettingsSection section, string key)
            => section.Inner(key, "a destination", ["destination"])?.RequiredText("destination") is { } arn ? new(arn) : null;
    }

    /// <summary>What is wrong with it, in sentences.</summary>
    public IEnumerable<string> Mistakes()
    {
        if (MaxAsyncRetryAttempts is < 0 or > MostRetries) yield return $"maxAsyncRetryAttempts is 0 to {MostRetries}.";
        if (MaxAsyncEventAgeInSeconds is < 1 or > MaxAge) yield return $"maxAsyncEventAgeInSeconds is 1 to {MaxAge}.";
    }

    /// <summary>What the cloud takes and FcCreds does not, in sentences.</summary>
    public IEnumerable<string> NotServed() => new[] { DestinationConfig?.OnSuccess, DestinationConfig?.OnFailure }
        .OfType<AsyncDestination>()
        .Where(destination => destination.Function is null)
        .Select(destination => $"The destination '{destination.Destination}' is not served by FcCreds; a function is, as acs:fc:cn-hangzhou:1234567890123456:functions/name or …/functions/name/qualifier.");
}
