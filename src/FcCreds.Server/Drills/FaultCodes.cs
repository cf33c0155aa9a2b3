using FcCreds.Core.Errors;
using FcCreds.Core.Faults;
using FcCreds.Identity.Rpc;
using FcCreds.Oss;

namespace FcCreds.Server.Drills;

/// <summary>What the cloud says under the code that a fault names: status, wording and EC of its own tables.</summary>
internal static class FaultCodes
{
    /// <returns>Null for a code that is not in the table of the service; it needs a status, and is worded as a fault.</returns>
    public static ServiceError? Find(string service, string code) => service switch
    {
        "oss" => OssErrors.ByOrder.FirstOrDefault(error => error.Code == code),
        "sts" or "ram" or "ims" => RpcErrors.ByOrder.FirstOrDefault(error => error.Code == code),
        _ => null,
    };

    /// <summary>Why the rule makes no sense; null when it does.</summary>
    public static string? Problem(FaultRule rule)
        => rule.Problem() ?? (rule is { Code: { } code, Status: null } && Find(rule.Service, code) is null ? $"'{code}' is no code whose status is known for {rule.Service}: give the status too." : null);
}
