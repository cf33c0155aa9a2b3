using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using FcCreds.Cli.Reports;
using FcCreds.Cli.Usage;
using FcCreds.Identity.Delivery.SignIn;

namespace FcCreds.Cli.Profiles;

/// <summary>
/// <c>~/.aliyun/config.json</c>, which the cloud's command line writes and the credentials SDKs read:
/// <c>{"current": "…", "profiles": [{"name": "…", "mode": "…", …}]}</c>. Everything else in it stays as it is.
/// </summary>
internal static class ConfigJson
{
    /// <summary>Members that the cloud's command line refuses as text.</summary>
    private static readonly string[] Numbers = ["expired_seconds", "duration_seconds", "cloud_sso_access_token_expire", "oauth_access_token_expire"];

    private static readonly JsonSerializerOptions Written = new() { WriteIndented = true, IndentCharacter = '\t', IndentSize = 1, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, TypeInfoResolver = CliJson.Default };

    /// <param name="text">Of the file; empty where there is none yet.</param>
    /// <param name="profile">Put in the place of the one of that name.</param>
    /// <param name="makeCurrent">Also where another profile is the current one.</param>
    /// <param name="force">Also in the place of one that another program has written.</param>
    public static string With(string text, ProfileMembers profile, bool makeCurrent, bool force)
    {
        var root = Read(text);
        if (root["profiles"] is not (null or JsonArray)) throw NotConfiguration("its profiles are no list");
        var profiles = root["profiles"] as JsonArray ?? [];
        var place = profiles.Select((one, at) => (one, at)).Where(pair => pair.one is JsonObject there && Text(there, "name") == profile.Name).Select(pair => pair.at).DefaultIfEmpty(-1).First();
        if (place >= 0 && !force && !IsOurs((JsonObject)profiles[place]!, profile))
            throw CliFailure.Failed($"The profile '{profile.Name}' is there already, and fccreds has not written it.", "Choose another --profile, or replace it with --force.");

        var written = new JsonObject { ["name"] = profile.Name };
        foreach (var (name, value) in profile.Values) written[name] = Numbers.Contains(name) ? JsonValue.Create(long.Parse(value, CultureInfo.InvariantCulture)) : JsonValue.Create(value);
        if (place >= 0) profiles[place] = written;
        else profiles.Add((JsonNode)written);
        root["profiles"] ??= profiles;
        if (makeCurrent || root["current"] is null) root["current"] = profile.Name;
        return root.ToJsonString(Written) + "\n";
    }

    private static JsonObject Read(string text)
    {
        if (string.IsNullOrWhiteSpace(text)) return [];
        try
        {
            return JsonNode.Parse(text) as JsonObject ?? throw NotConfiguration("it is no object");
        }
        catch (JsonException e)
        {
            throw NotConfiguration($"line {e.LineNumber + 1} is no JSON");
        }
    }

    /// <summary>By what it says: the tools that share the file drop members that they do not know, so none can be a mark.</summary>
    private static bool IsOurs(JsonObject profile, ProfileMembers next)
        => Text(profile, "process_command")?.Contains(ProcessCommand.Words, StringComparison.Ordinal) == true
            || (Text(profile, "mode") == "StsToken" && Text(profile, "access_key_id")?.StartsWith("STS.FcC", StringComparison.Ordinal) == true)
            || (Text(profile, "access_token") ?? Text(profile, "oauth_refresh_token"))?.StartsWith(SignInTokens.Prefix, StringComparison.Ordinal) == true
            // Or because nothing is lost that would not be written again.
            || (profile.Count == next.Values.Count + 1 && next.Values.All(value => profile[value.Key]?.ToString() == value.Value));

    private static string? Text(JsonObject profile, string member) => profile[member] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static CliFailure NotConfiguration(string why) => CliFailure.Failed($"The file is not the cloud's configuration: {why}. It is left as it is.", "Name another with --file.");
}
