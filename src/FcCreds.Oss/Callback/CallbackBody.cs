using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using FcCreds.Oss.Object;
using FcCreds.Storage;

namespace FcCreds.Oss.Callback;

/// <summary>Puts values in the place of the variables of a callback's body.</summary>
internal static partial class CallbackBody
{
    public static string Fill(UploadCallback callback, OssCall call, ObjectVersion version)
        => Variable().Replace(callback.Body, match => callback.IsJson ? Json(ValueOf(match.Groups[1].Value, callback, call, version)) : Uri.EscapeDataString(Text(ValueOf(match.Groups[1].Value, callback, call, version))));

    /// <summary>A number, a text, or null for a variable that there is not. Of images nothing is known.</summary>
    private static object? ValueOf(string name, UploadCallback callback, OssCall call, ObjectVersion version) => name switch
    {
        "bucket" => version.Name.Bucket,
        "object" => version.Name.Key,
        "etag" => version.Description.ETag,
        "size" => version.Length,
        "mimeType" => ObjectHeaders.Of(version).ContentType,
        "crc64" => version.Description.Crc64?.ToString(CultureInfo.InvariantCulture),
        "contentMd5" => ObjectHeaders.Of(version).ContentMd5,
        "clientIp" => call.Wire.SourceIp,
        "reqId" => call.RequestId,
        "operation" => call.Row!.Name,
        _ => callback.Variables.GetValueOrDefault(name),
    };

    private static string Text(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";

    private static string Json(object? value) => value is long number
        ? number.ToString(CultureInfo.InvariantCulture)
        : $"\"{JsonEncodedText.Encode(Text(value), System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";

    [GeneratedRegex(@"\$\{([^}]*)\}")]
    private static partial Regex Variable();
}
