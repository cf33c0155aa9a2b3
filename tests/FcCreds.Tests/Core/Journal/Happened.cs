using FcCreds.Core.Journal;

namespace FcCreds.Tests.Core.Journal;

/// <summary>Events with what a test cares about.</summary>
internal static class Happened
{
    public static CredentialIssued Issued(string session, string scope, string? function = "f", string? invocation = null, string? instance = null) => new()
    {
        SessionId = session,
        Scope = scope,
        FunctionName = function,
        InvocationId = invocation,
        InstanceId = instance,
        PrincipalArn = "acs:ram::1234567890123456:assumed-role/orders/s1",
        AccessKeyId = "STS.FcC",
        IssuedTo = "fc.aliyuncs.com",
        ExpiresAt = DateTimeOffset.UnixEpoch,
    };

    public static InvocationStarted Started(string invocation, string instance)
        => new() { InvocationId = invocation, InstanceId = instance, FunctionName = "f", Runtime = "python3.10", Handler = "index.handler", ColdStart = false };

    public static InvocationEnded Ended(string invocation, string instance)
        => new() { InvocationId = invocation, InstanceId = instance, FunctionName = "f", DurationMs = 1.5 };

    public static HandlerPrinted Printed(string invocation, string instance)
        => new() { InvocationId = invocation, InstanceId = instance, FunctionName = "f", Lines = [new(DateTimeOffset.UnixEpoch, "hello")] };

    public static ServiceCalled Called(string? session, string request = "r") => new()
    {
        SessionId = session,
        RequestId = request,
        Service = "oss",
        Operation = "PutObject",
        Resource = "oss://orders/\u00fc \"quoted\".txt",
        Principal = "acs:ram::1234567890123456:assumed-role/orders/s1",
        Status = 403,
        Code = "AccessDenied",
        Ec = "0003-00000301",
        Decision = "Deny",
        Needed = """{ "Effect": "Allow", "Action": "oss:PutObject", "Resource": "acs:oss:*:*:orders/*" }""",
        Read = ["orders#1: action oss:PutObject is not oss:GetObject"],
        DurationMs = 0.25,
        Size = 12,
    };

    public static JournalNote Note(string message) => new() { Kind = "ignored-query", Message = message };
}
