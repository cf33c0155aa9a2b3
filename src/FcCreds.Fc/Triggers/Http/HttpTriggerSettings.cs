using FcCreds.Fc.Triggers.Http.Access;
using FcCreds.Fc.Triggers.Http.Cors;

namespace FcCreds.Fc.Triggers.Http;

/// <summary><c>triggerConfig</c> of an http trigger (HTTPTriggerConfig of the FC 3.0 API).</summary>
internal sealed record HttpTriggerSettings
{
    /// <summary>Every method that a trigger can list.</summary>
    public static readonly IReadOnlyList<string> AllMethods = ["GET", "POST", "PUT", "DELETE", "HEAD", "PATCH", "OPTIONS"];

    private static readonly string[] Keys = ["authType", "authConfig", "methods", "disableURLInternet", "corsConfig"];

    public required IReadOnlyList<string> Methods { get; init; }

    public required TriggerAccess Access { get; init; }

    /// <summary>The public address answers 403; the one for the VPC and custom domains go on.</summary>
    public bool DisableUrlInternet { get; init; }

    public CorsRules? Cors { get; init; }

    /// <summary>The settings as far as they could be read; worthless when <paramref name="problems"/> has got any.</summary>
    public static HttpTriggerSettings? Read(string triggerConfig, List<SettingsProblem> problems)
    {
        if (SettingsSection.Parse(triggerConfig, "the config of an http trigger", Keys, problems) is not { } section) return null;
        return new()
        {
            Methods = ReadMethods(section, "methods", AllMethods),
            Access = TriggerAccess.Read(section, "authConfig"),
            DisableUrlInternet = section.Flag("disableURLInternet"),
            Cors = CorsRules.Read(section),
        };
    }

    /// <summary>At least one method, each known and once.</summary>
    public static IReadOnlyList<string> ReadMethods(SettingsSection section, string key, IReadOnlyList<string> known)
    {
        if (section.Find(key) is null) section.Problem(key, $"An http trigger needs '{key}', a list of {string.Join(", ", known)}.");
        var methods = section.Texts(key);
        if (section.Find(key) is { ValueKind: System.Text.Json.JsonValueKind.Array } list && list.GetArrayLength() == 0) section.Problem(key, $"'{key}' needs at least one of {string.Join(", ", known)}.");
        foreach (var (method, at) in methods.Select((method, at) => (method, at + 1)))
        {
            if (!known.Contains(method)) section.Problems.Add(new($"{section.PathOf(key)}[{at}]", $"'{method}' is no method here; there are {string.Join(", ", known)}."));
        }
        return methods;
    }
}
