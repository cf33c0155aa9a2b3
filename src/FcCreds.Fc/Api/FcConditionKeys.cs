using System.Text.Json;

namespace FcCreds.Fc.Api;

/// <summary>FC's own condition keys (page "Policies and sample policies"): they let a policy forbid settings.</summary>
internal static class FcConditionKeys
{
    public static IEnumerable<KeyValuePair<string, string>> Of(string operation, ReadOnlySpan<byte> body)
    {
        List<KeyValuePair<string, string>> keys = [];
        switch (operation)
        {
            case "CreateFunction" or "UpdateFunction" or "CreateService" or "UpdateService":
                if (BodyFields.Find(body, "internetAccess") is { ValueKind: JsonValueKind.True or JsonValueKind.False } access) Add("fc:EnableServiceInternetAccess", access.GetBoolean());
                if (BodyFields.Find(body, "logConfig") is { ValueKind: JsonValueKind.Object } log) Add("fc:EnableServiceSLSLogging", log.TryGetProperty("logstore", out var store) && store.ValueKind == JsonValueKind.String && store.GetString() is not "");
                break;
            case "CreateTrigger" or "UpdateTrigger":
                if (Settings(BodyFields.Text(body, "triggerConfig")) is { } settings && settings.TryGetProperty("authType", out var type))
                {
                    Add("fc:EnableHTTPTriggerAnonymous", type.ValueKind == JsonValueKind.String && type.GetString() == "anonymous");
                    Add("fc:EnableHTTPTriggerInternet", !(settings.TryGetProperty("disableURLInternet", out var disabled) && disabled.ValueKind == JsonValueKind.True));
                }
                break;
            case "CreateCustomDomain" or "UpdateCustomDomain":
                if (BodyFields.Text(body, "protocol") is { } protocol) Add("fc:EnableCustomDomainHTTP", protocol.Split(',').Contains("HTTP"));
                break;
        }
        return keys;

        void Add(string key, bool value) => keys.Add(new(key, value ? "true" : "false"));
    }

    private static JsonElement? Settings(string? triggerConfig)
    {
        if (triggerConfig is null) return null;
        try
        {
            using var json = JsonDocument.Parse(triggerConfig);
            return json.RootElement.ValueKind == JsonValueKind.Object ? json.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
