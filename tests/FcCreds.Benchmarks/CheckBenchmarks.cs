using System.Globalization;
using FcCreds.Core.Callers;
using FcCreds.Core.Http;
using FcCreds.Core.Ids;
using FcCreds.Core.Journal;
using FcCreds.Core.Policy;
using FcCreds.Core.Sessions;
using FcCreds.Core.Signing;
using FcCreds.Core.Time;

namespace FcCreds.Benchmarks;

/// <summary>What every request pays before anything is read: its signature and the decision about it, on one thread and without a network.</summary>
internal sealed class CheckBenchmarks : IPrincipalDirectory
{
    private const string Account = "1234567890123456";
    private const string Bucket = "bench-objects";
    private const string ObjectKey = "small";

    private static readonly TimeSpan Round = TimeSpan.FromSeconds(1);

    private readonly int rounds;
    private readonly SigningKey session;
    private readonly SigningKey user = new("LTAI5tFcCredsBenchmark00", new("benchmark-secret-0123456789"));
    private readonly CallerResolver callers;

    private readonly Role role = new()
    {
        AccountId = Account,
        RoleName = "bench",
        RoleId = "300000000000000001",
        Trust = PolicyDocument.Known(
            """{"Version":"1","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"Service":["fc.aliyuncs.com"]}}]}""", PolicyKind.Trust),
        Policies =
        [
            new("bench", "Custom", PolicyDocument.Known(
                """
                {"Version":"1","Statement":[
                  {"Effect":"Deny","Action":"oss:*","Resource":"acs:oss:*:*:bench-*/secret/*"},
                  {"Effect":"Allow","Action":"oss:ListObjects","Resource":"acs:oss:*:*:bench-*"},
                  {"Effect":"Allow","Action":["oss:GetObject","oss:PutObject"],"Resource":"acs:oss:*:*:bench-*/*",
                   "Condition":{"IpAddress":{"acs:SourceIp":["10.0.0.0/8","127.0.0.0/8"]}}}]}
                """)),
        ],
    };

    public CheckBenchmarks(int rounds)
    {
        this.rounds = rounds;
        var (clocks, ring) = (Clocks.System(), SealingKeyRing.Ephemeral());
        var order = new SessionOrder { Role = role, RoleSessionName = "bench", Duration = TimeSpan.FromHours(1), Scope = SessionScope.Shared, IssuedTo = "benchmark" };
        var issued = new SessionIssuer(ring, clocks, new IdSource(clocks.Wire), new Journal(clocks.Wire)).Issue(order);
        session = new(issued.AccessKeyId, issued.AccessKeySecret, issued.SecurityToken);
        callers = new(this, new OpenedTokens(ring), clocks);
    }

    public void Run()
    {
        var (signedV4, signedV1) = (Signed(new OssSigner(session, "cn-hangzhou").SignV4), Signed((wire, bucket, key, now, _) => new OssSigner(user, "cn-hangzhou").SignV1(wire, bucket, key, now)));
        Tell("requests verified: V4, STS token", () => Verify(signedV4));
        Tell("requests verified: V1, long-term key", () => Verify(signedV1));
        var caller = callers.Resolve(OssSignature.Read(signedV4, Bucket, ObjectKey).Signature!).Caller!;
        Tell("policy decisions: allow, three statements, one with a condition", () => Decide(caller, "oss:GetObject", allowed: true));
        Tell("policy decisions: deny, with reasons", () => Decide(caller, "oss:DeleteObject", allowed: false));
    }

    AccessKey? IPrincipalDirectory.FindAccessKey(string accessKeyId)
        => accessKeyId == user.AccessKeyId ? new(user.AccessKeyId, user.AccessKeySecret, IsActive: true, Caller.Anonymous) : null;

    Role? IPrincipalDirectory.FindRole(string accountId, string roleName) => role;

    private static WireRequest Signed(Func<WireRequest, string?, string?, DateTimeOffset, string[], IReadOnlyList<HeaderField>> sign)
    {
        const string host = "127.0.0.1:9000";
        HeaderField[] headers = [new("Host", host), new("User-Agent", "benchmark"), new("Accept", "*/*")];
        var wire = new WireRequest { Method = "GET", Scheme = "http", Host = host, RawPath = $"/{Bucket}/{ObjectKey}", Query = [], Headers = headers };
        return wire with { Headers = [.. headers, .. sign(wire, Bucket, ObjectKey, TimeProvider.System.GetUtcNow(), [])] };
    }

    private void Verify(WireRequest request)
    {
        var outcome = callers.Resolve(OssSignature.Read(request, Bucket, ObjectKey).Signature!);
        if (outcome.Verdict != CallerVerdict.Known) throw new InvalidOperationException($"The measured request is refused: {outcome.Verdict}.");
    }

    private static void Decide(Caller caller, string action, bool allowed)
    {
        var question = new AccessQuestion
        {
            Caller = caller,
            Action = action,
            Resource = $"acs:oss:*:{Account}:{Bucket}/{ObjectKey}",
            ResourceOwner = Account,
            Conditions = new([KeyValuePair.Create("acs:SourceIp", "127.0.0.1"), KeyValuePair.Create("acs:SecureTransport", "false")]),
        };
        if (PolicyEvaluator.Evaluate(question).IsAllowed != allowed) throw new InvalidOperationException($"{action} was decided otherwise.");
    }

    private void Tell(string what, Action one)
    {
        Rate(one);
        var rate = Table.Median(Enumerable.Range(0, rounds).Select(_ => Rate(one)));
        Table.Row(what, rate.ToString("N0", CultureInfo.InvariantCulture) + " /s", "", "", "");
    }

    private static double Rate(Action one)
    {
        const int batch = 256;
        var clock = TimeProvider.System;
        var start = clock.GetTimestamp();
        var count = 0L;
        for (; clock.GetElapsedTime(start) < Round; count += batch)
        {
            for (var at = 0; at < batch; at++) one();
        }
        return count / clock.GetElapsedTime(start).TotalSeconds;
    }
}
