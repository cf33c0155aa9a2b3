using System.Text.Json;
using FcCreds.Core.Errors;
using FcCreds.Core.Http;
using FcCreds.Oss.Settings;
using FcCreds.Storage;

namespace FcCreds.Oss.Callback;

/// <summary>
/// "Callback": what the uploader wants an application to be told once the object is there, given as base64 JSON in a header, a query
/// parameter or a form field; or only the name under which the bucket keeps it (<c>{"callbackPolicy":"name"}</c>, as oss2's tests send).
/// The application's answer takes the place of the upload's own.
/// </summary>
internal sealed record UploadCallback
{
    public const string HeaderNames = "x-oss-callback x-oss-callback-var";
    public const string ParameterNames = "callback callback-var";

    private const int MaxLength = 5 * 1024;
    private const int MaxUrls = 5;
    private const string NotJson = "The callback configuration is not json format.";

    /// <summary>In the order of trying.</summary>
    public required IReadOnlyList<Uri> Urls { get; init; }

    /// <summary>For the Host header; null takes the URL's.</summary>
    public string? Host { get; init; }

    /// <summary>With variables such as <c>${object}</c>.</summary>
    public required string Body { get; init; }

    public required bool IsJson { get; init; }

    /// <summary>The uploader's own variables, names with their <c>x:</c>.</summary>
    public required IReadOnlyDictionary<string, string> Variables { get; init; }

    /// <summary>Null when the request asks for none.</summary>
    public static UploadCallback? Read(OssCall call)
    {
        var (header, query) = (call.Header("x-oss-callback"), call.Query("callback"));
        if (header is not null && query is not null) throw Invalid("The callback is given in the header and in the query string.", header);
        if ((call.Form?["callback"] ?? header ?? query) is not { } sent) return null;
        if (sent.Length > MaxLength) throw Invalid("The callback configuration is too long.", "");
        using var document = Decode(sent, "callback", NotJson);
        var given = ReadVariables(call);
        if (Text(document.RootElement, "callbackPolicy") is not { } policyName) return Of(document.RootElement, given);
        // What the upload says itself goes before what is kept under the name. Which of them counts in the cloud is not documented.
        var policy = BucketCallbackPolicy.Find(call.Settings, policyName) ?? throw Invalid("The callback policy does not exist.", policyName);
        using var kept = Decode(policy.Callback, "callback", NotJson);
        var variables = policy.Variables is { } own ? VariablesIn(own) : [];
        foreach (var (name, value) in given) variables[name] = value;
        return Of(kept.RootElement, variables);
    }

    /// <summary>Tells the application and makes its answer the reply.</summary>
    public async ValueTask<OssReply> TellAsync(OssCall call, ObjectVersion version, CancellationToken ct)
    {
        var body = CallbackBody.Fill(this, call, version);
        return new OssReply(200) { Content = await call.Callbacks.SendAsync(this, body, call, ct) }.With("Content-Type", "application/json");
    }

    private static UploadCallback Of(JsonElement root, Dictionary<string, string> variables)
    {
        var type = Text(root, "callbackBodyType") ?? "application/x-www-form-urlencoded";
        if (type is not ("application/x-www-form-urlencoded" or "application/json")) throw Invalid("The callbackBodyType is not valid.", type);
        if (Text(root, "callbackBody") is not { Length: > 0 } body) throw Invalid("The callbackBody must not be empty.", "");
        return new()
        {
            Urls = ReadUrls(Text(root, "callbackUrl")),
            Host = Text(root, "callbackHost") is { Length: > 0 } host ? host : null,
            Body = body,
            IsJson = type == "application/json",
            Variables = variables,
        };
    }

    private static Uri[] ReadUrls(string? list)
    {
        var urls = (list ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(url => Uri.TryCreate(url.Contains("://", StringComparison.Ordinal) ? url : $"http://{url}", UriKind.Absolute, out var read)
                && read.Scheme is "http" or "https"
                    ? read
                    : throw Invalid("The callbackUrl is not valid.", url))
            .ToArray();
        return urls.Length is > 0 and <= MaxUrls ? urls : throw Invalid($"The callbackUrl names 1 to {MaxUrls} URLs.", list ?? "");
    }

    private static Dictionary<string, string> ReadVariables(OssCall call)
    {
        if (call.Form is { } form)
        {
            return form.Fields.Where(field => field.Name.StartsWith("x:", StringComparison.Ordinal))
                .GroupBy(field => field.Name).ToDictionary(group => group.Key, group => group.First().Value);
        }
        return (call.Header("x-oss-callback-var") ?? call.Query("callback-var")) is { } sent ? VariablesIn(sent) : [];
    }

    private static Dictionary<string, string> VariablesIn(string sent)
    {
        using var document = Decode(sent, "callback-var", "The callback variables are not json format.");
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var property in document.RootElement.EnumerateObject())
        {
            if (!property.Name.StartsWith("x:", StringComparison.Ordinal)) throw OssErrors.BadArgument("The name of a callback variable starts with x:.", "callback-var", property.Name);
            variables[property.Name] = property.Value.ValueKind == JsonValueKind.String ? property.Value.GetString()! : property.Value.GetRawText();
        }
        return variables;
    }

    private static JsonDocument Decode(string base64, string argument, string message)
    {
        try
        {
            var document = JsonText.Parse(Convert.FromBase64String(base64));
            if (document.RootElement.ValueKind == JsonValueKind.Object) return document;
            document.Dispose();
        }
        catch (Exception mistake) when (mistake is FormatException or JsonException)
        {
            // Said below, like an array or a number.
        }
        throw OssErrors.BadArgument(message, argument, base64);
    }

    private static string? Text(JsonElement root, string name)
        => root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static ServiceException Invalid(string message, string value) => OssErrors.BadArgument(message, "callback", value);
}
