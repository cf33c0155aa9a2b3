using System.Globalization;
using FcCreds.Fc.Invocation;
using Microsoft.AspNetCore.Http;

namespace FcCreds.Fc.RuntimeApi;

/// <summary>The <c>x-fc-*</c> headers that come with an invocation (FC's runtime API, as its Go runtime reads them).</summary>
internal static class InvocationHeaders
{
    private const string NoBaggage = "e30="; // {} in base64

    public static void Write(IHeaderDictionary headers, PendingInvocation call, DateTimeOffset now)
    {
        var function = call.Function;
        headers["x-fc-request-id"] = call.RequestId;
        headers["x-fc-function-name"] = function.Name;
        headers["x-fc-function-handler"] = function.Handler;
        headers["x-fc-function-memory"] = Text(function.MemorySize);
        headers["x-fc-function-timeout"] = function.Timeout.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);
        headers["x-fc-function-type"] = Text((int)call.Kind);
        headers["x-fc-function-deadline"] = Text((now + call.Limit).ToUnixTimeMilliseconds());
        if (function.Initializer is { } initializer) headers["x-fc-function-initializer"] = initializer.Handler;
        headers["x-fc-region"] = function.Region;
        headers["x-fc-account-id"] = function.AccountId;
        headers["x-fc-qualifier"] = call.Qualifier;
        headers["x-fc-version-id"] = function.VersionId;
        headers["x-fc-service-name"] = "";
        headers["x-fc-service-logproject"] = "";
        headers["x-fc-service-logstore"] = "";
        headers["x-fc-retry-count"] = "0";
        headers["x-fc-tracing-opentracing-span-context"] = "";
        headers["x-fc-tracing-opentracing-span-baggages"] = NoBaggage;
        headers["x-fc-tracing-jaeger-endpoint"] = "";
        if (call.Credentials is not { } credentials) return;
        headers["x-fc-access-key-id"] = credentials.AccessKeyId;
        headers["x-fc-access-key-secret"] = credentials.AccessKeySecret.Value;
        headers["x-fc-security-token"] = credentials.SecurityToken.Value;
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
