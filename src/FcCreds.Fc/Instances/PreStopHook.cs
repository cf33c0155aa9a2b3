using FcCreds.Core.Errors;
using FcCreds.Core.Ids;
using FcCreds.Fc.Invocation;
using Microsoft.Extensions.Logging;

namespace FcCreds.Fc.Instances;

/// <summary>The last thing that an instance runs. It has no caller, so what it prints goes to the server's log; its errors are nobody's.</summary>
internal sealed partial class PreStopHook(FunctionCredentials credentials, IdSource ids, ILogger<PreStopHook> logger)
{
    public async Task RunAsync(FunctionInstance instance, TimeSpan atMost)
    {
        var function = instance.Plan.Function;
        if (function.PreStop is not { } hook || !instance.IsInitialized || instance.Exited.IsCompleted) return;
        var requestId = instance.Plan.Runtime.IsWebServer ? Guid.NewGuid().ToString() : ids.FcRequestId();
        var log = new InvocationLog(requestId);
        try
        {
            using var call = new PendingInvocation
            {
                RequestId = requestId,
                Kind = InvocationKind.PreStop,
                Function = function,
                Limit = hook.Timeout < atMost ? hook.Timeout : atMost,
                Credentials = await credentials.ForCallAsync(function, requestId, CancellationToken.None),
            };
            log.Start("PreStop");
            var outcome = await instance.CallAsync(call, CancellationToken.None);
            log.Print(outcome.Output);
            log.End("PreStop", InvocationFailure.Of(outcome, call, instance.Plan)?.Reason);
        }
        catch (ServiceException refused)
        {
            log.End("PreStop", refused.Message);
        }
        Log.Ran(logger, function.Name, log.ToString().TrimEnd());
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "{Function}:\n{Printed}")]
        public static partial void Ran(ILogger logger, string function, string printed);
    }
}
