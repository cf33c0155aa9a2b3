using System.Globalization;
using FcCreds.Fc.Invocation;
using Microsoft.AspNetCore.Http;

namespace FcCreds.Fc.RuntimeApi;

/// <summary>The <c>x-fc-*</c> headers that come with an invocation (FC's runtime API, as its Go runtime reads them; page "Custom runtime").</summary>
internal static class InvocationHeaders
{
    /// <summary>Tells FC 2.0's HTTP handlers of the request, and the platform of their answer.</summary>
    public const string HttpParams = "x-fc-http-params";

    private const string NoBaggage = "e30="; // {} in base64

    /// <summary>What FC allows; a call under a debugger has no limit here.</summary>
    private static readonly TimeSpan LongestTimeout = TimeSpan.FromDays(1);

    public static void Write(IHeaderDictionary headers, PendingInvocation call, DateTimeOffset now)
    {
        foreach (var (name, value) in Common(call)) headers[name] = value;
        headers["x-fc-function-type"] = Text((int)call.Kind);
        headers["x-fc-function-deadline"] = Text((now + (call.Limit == Timeout.InfiniteTimeSpan ? LongestTimeout : call.Limit)).ToUnixTimeMilliseconds());
        if (call.HttpParams is { } httpParams) headers[HttpParams] = httpParams;
        headers["x-fc-retry-count"] = "0";
        headers["x-fc-tracing-opentracing-span-context"] = "";
        headers["x-fc-tracing-opentracing-span-baggages"] = NoBaggage;
        headers["x-fc-tracing-jaeger-endpoint"] = "";
    }

    /// <summary>Those that every runtime gets.</summary>
    public static IEnumerable<(string Name, string Value)> Common(PendingInvocation call)
    {
        var function = call.Function;
        yield return ("x-fc-request-id", call.RequestId);
        yield return ("x-fc-function-name", function.Name);
        yield return ("x-fc-function-handler", function.Handler);
        yield return ("x-fc-function-memory", Text(function.MemorySize));
        yield return ("x-fc-function-timeout", Seconds(function.Timeout));
        if (function.Initializer is { } initializer)
        {
            yield return ("x-fc-function-initializer", initializer.Handler);
            yield return ("x-fc-initialization-timeout", Seconds(initializer.Timeout));
        }
        if (function.PreStop is { } preStop) yield return ("x-fc-instance-lifecycle-pre-stop-handler", preStop.Handler);
        yield return ("x-fc-region", function.Region);
        yield return ("x-fc-account-id", function.AccountId);
        yield return ("x-fc-qualifier", call.Qualifier);
        yield return ("x-fc-version-id", function.VersionId);
        yield return ("x-fc-service-name", "");
        yield return ("x-fc-service-logproject", "");
        yield return ("x-fc-service-logstore", "");
        if (call.Credentials is not { } credentials) yield break;
        yield return ("x-fc-access-key-id", credentials.AccessKeyId);
        yield return ("x-fc-access-key-secret", credentials.AccessKeySecret.Value);
        yield return ("x-fc-security-token", credentials.SecurityToken.Value);
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);
}
