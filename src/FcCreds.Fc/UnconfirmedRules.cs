using FcCreds.Core.Errors;
using FcCreds.Fc.Runtimes;

namespace FcCreds.Fc;

/// <summary>What no page and no runtime source tells: our best reading of the cloud, in one place so that it can be corrected.</summary>
internal static class UnconfirmedRules
{
    /// <summary>The session name under which FC assumes a function's role: 2 to 64 characters.</summary>
    public static string RoleSessionName(string functionName)
    {
        var name = $"fc-{functionName}";
        return name.Length <= 64 ? name : name[..64];
    }

    /// <summary>The memory part is seen in answers that people quote, not on a page.</summary>
    public static string TimedOut(TimeSpan limit, double memoryMb)
        => FormattableString.Invariant($"Function timed out after {limit.TotalSeconds:0.###} seconds (maxMemoryUsage: {memoryMb:0.00}MB)");

    /// <summary>No source shows what a disabled function answers.</summary>
    public static ServiceException InvocationDisabled(string functionName, string reason)
        => FcErrors.AccessDenied.Saying($"invocation of function '{functionName}' is disabled{(reason.Length > 0 ? $": {reason}" : "")}");

    /// <summary>No source shows FC's wording for a web server that hangs up without an answer.</summary>
    public const string ConnectionBroken = "The function closed the connection before it answered";

    /// <summary>The pages show these words only for a server that does not come up.</summary>
    public static string NotHealthyAnyMore(int port, HealthCheckConfig check, IEnumerable<string> logs)
        => CustomRuntimeTexts.NotHealthy(port, check.Period * check.FailureThreshold, logs);

    /// <summary>The page on limits says 128 KB, newer ones 256 KB.</summary>
    public const int MaxAsyncEvent = 256 * 1024;

    /// <summary>How long after its n-th failure a function is called again; no page tells.</summary>
    public static TimeSpan AsyncRetryDelay(int failures) => TimeSpan.FromSeconds(Math.Pow(2, failures - 1));

    /// <summary>Half a second, then twice as long each time, as the page says; where it ends growing, none does.</summary>
    public static TimeSpan AsyncThrottleDelay(int times) => TimeSpan.FromSeconds(Math.Min(0.5 * Math.Pow(2, Math.Min(times, 12) - 1), 300));

    /// <summary>The code is the one that SDKs of FC 2.0 know.</summary>
    public static ServiceException TaskExists(string taskId)
        => new ServiceError("StatefulAsyncInvocationAlreadyExists", 409, "The task exists already.").Saying($"task '{taskId}' already exists");

    /// <summary>No source shows FC's wording for a result over the limit.</summary>
    public static string ResultTooLarge(long limit) => $"response size exceeds maximum allowed size ({limit} bytes)";

    /// <summary>The pages on JWT, Basic and Bearer authentication give the words of a refusal, not its status and code; FC's table of errors has no 401.</summary>
    public static readonly ServiceError RefusedAtTrigger = new(FcErrors.AccessDenied.Code, FcErrors.AccessDenied.Status, "The trigger does not let the request in.");

    /// <summary>The page on basic authentication tells of no text for a user or password that is not right.</summary>
    public const string WrongPassword = "access denied due to invalid username or password";
}
