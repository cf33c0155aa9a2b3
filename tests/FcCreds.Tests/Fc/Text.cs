using System.Text;
using System.Text.Json;
using FcCreds.Core.Functions;

namespace FcCreds.Tests.Fc;

/// <summary>Readings of an invocation's answer.</summary>
internal static class Text
{
    public static string Of(InvocationResult result) => Encoding.UTF8.GetString(result.Body.Span);

    public static JsonElement Json(InvocationResult result) => JsonDocument.Parse(result.Body).RootElement;

    public static string[] Lines(InvocationResult result) => result.Log.Split('\n');
}
