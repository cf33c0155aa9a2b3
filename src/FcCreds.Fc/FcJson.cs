using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using FcCreds.Fc.Api;
using FcCreds.Fc.Api.V2;
using FcCreds.Fc.Async;

namespace FcCreds.Fc;

/// <summary>Error body of the FC 3.0 API.</summary>
internal sealed record FcErrorBody(
    [property: JsonPropertyName("Code")] string Code,
    [property: JsonPropertyName("Message")] string Message,
    [property: JsonPropertyName("RequestId")] string RequestId);

/// <summary>Error body of the FC 2.0 API.</summary>
internal sealed record Fc2ErrorBody(
    [property: JsonPropertyName("ErrorCode")] string ErrorCode,
    [property: JsonPropertyName("ErrorMessage")] string ErrorMessage);

/// <summary>What an invocation answers when no user code was left to say what went wrong.</summary>
internal sealed record PlatformFailure(string ErrorMessage);

[JsonSerializable(typeof(FcErrorBody))]
[JsonSerializable(typeof(PlatformFailure))]
[JsonSerializable(typeof(FunctionModel))]
[JsonSerializable(typeof(FunctionPage))]
[JsonSerializable(typeof(CodeLocationModel))]
[JsonSerializable(typeof(TriggerModel))]
[JsonSerializable(typeof(TriggerPage))]
[JsonSerializable(typeof(VersionModel))]
[JsonSerializable(typeof(VersionPage))]
[JsonSerializable(typeof(AliasModel))]
[JsonSerializable(typeof(AliasPage))]
[JsonSerializable(typeof(ConcurrencyModel))]
[JsonSerializable(typeof(ConcurrencyPage))]
[JsonSerializable(typeof(SuccessModel))]
[JsonSerializable(typeof(AsyncConfigModel))]
[JsonSerializable(typeof(AsyncConfigPage))]
[JsonSerializable(typeof(AsyncTask))]
[JsonSerializable(typeof(AsyncTaskPage))]
[JsonSerializable(typeof(InstancePage))]
[JsonSerializable(typeof(TagPage))]
[JsonSerializable(typeof(RegionsModel))]
[JsonSerializable(typeof(LayerModel))]
[JsonSerializable(typeof(LayerPage))]
[JsonSerializable(typeof(LayerVersionPage))]
[JsonSerializable(typeof(CustomDomainModel))]
[JsonSerializable(typeof(CustomDomainPage))]
[JsonSerializable(typeof(VpcBindingList))]
[JsonSerializable(typeof(Dictionary<string, JsonElement>))]
[JsonSerializable(typeof(List<Dictionary<string, JsonElement>>))]
[JsonSerializable(typeof(Fc2ServiceModel))]
[JsonSerializable(typeof(Fc2ServicePage))]
[JsonSerializable(typeof(Fc2FunctionModel))]
[JsonSerializable(typeof(Fc2FunctionPage))]
[JsonSerializable(typeof(Fc2TriggerModel))]
[JsonSerializable(typeof(Fc2TriggerPage))]
[JsonSerializable(typeof(Fc2ErrorBody))]
[JsonSerializable(typeof(int))]
[JsonSerializable(typeof(string))]
internal sealed partial class FcJson : JsonSerializerContext
{
    /// <summary>Messages name code and roles in quotes; a reader should see them as they are.</summary>
    public static readonly FcJson Readable = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    public static byte[] Bytes(FcErrorBody body) => JsonSerializer.SerializeToUtf8Bytes(body, Readable.FcErrorBody);

    public static byte[] Bytes(Fc2ErrorBody body) => JsonSerializer.SerializeToUtf8Bytes(body, Readable.Fc2ErrorBody);

    public static byte[] Bytes(PlatformFailure failure) => JsonSerializer.SerializeToUtf8Bytes(failure, Readable.PlatformFailure);

}
