using FcCreds.Core.Callers;
using FcCreds.Core.Journal;
using FcCreds.Core.Policy;
using FcCreds.Core.Sessions;
using FcCreds.Identity.Ram;

namespace FcCreds.Server.Control.Why;

/// <summary>A bucket as policies see it.</summary>
internal sealed record SimulatedBucket(string OwnerAccountId, AttachedPolicy? Policy);

/// <summary>Asks the policies as a request would, without one: session policy, identity policies, bucket policy, and the trust of a role.</summary>
internal sealed class PolicySimulator(RamDirectory directory, string accountId, Func<string, CancellationToken, ValueTask<SimulatedBucket?>> findBucket)
{
    public const string Path = "/_fccreds/policy/simulations";

    private const string Assuming = "sts:AssumeRole";

    public async ValueTask<SimulationReport> RunAsync(SimulationOrder order, CancellationToken ct)
    {
        if (!order.Action.Contains(':', StringComparison.Ordinal)) throw Wrong($"'{order.Action}' is no action: one looks like oss:PutObject.");
        var resource = ResourceOf(order.Resource);
        var bucket = BucketIn(resource) is { } name ? await findBucket(name, ct) : null;
        var caller = CallerOf(order);
        var question = new AccessQuestion
        {
            Caller = caller,
            Action = order.Action,
            Resource = resource,
            Conditions = new(order.Context),
            ResourceOwner = bucket?.OwnerAccountId,
            ResourcePolicy = order.BucketPolicy is { } given ? Attached("bucket", given, PolicyKind.Bucket) : bucket?.Policy,
        };
        var decision = PolicyEvaluator.Evaluate(question);
        if (decision.IsAllowed && order.Action.Equals(Assuming, StringComparison.OrdinalIgnoreCase) && RoleArn.TryParse(resource, out var arn))
        {
            var role = directory.FindRole(arn.AccountId, arn.RoleName) ?? throw Wrong($"There is no role {arn}.");
            decision = PolicyEvaluator.EvaluateTrust(role, TrustPrincipal.Ram(caller), question.Conditions);
        }
        return Report(caller, decision);
    }

    private static SimulationReport Report(Caller caller, PolicyDecision decision)
    {
        if (decision.IsAllowed)
        {
            return new()
            {
                Decision = "Allow",
                Principal = caller.Arn,
                Action = decision.Action,
                Resource = decision.Resource,
                Why = $"{decision.Decided!.Name} allows it.",
                Decided = decision.Decided.Name,
                Read = [StatementTrace.Of(decision.Decided)],
            };
        }
        var refusal = RefusalTrace.Of(caller, decision, DateTimeOffset.UnixEpoch);
        return new()
        {
            Decision = "Deny",
            Principal = caller.Arn,
            Action = decision.Action,
            Resource = decision.Resource,
            Why = refusal.Reason,
            Decided = refusal.Decided,
            Read = refusal.Read!,
            Add = Remedy.Of(refusal.Needed, refusal.NeededIn),
            Advice = refusal.Advice,
        };
    }

    private Caller CallerOf(SimulationOrder order)
    {
        if ((order.Role is null ? 0 : 1) + (order.User is null ? 0 : 1) + (order.Policies.Count == 0 ? 0 : 1) != 1) throw Wrong("Say who: one of a role, a user, or policies.");
        var caller = order switch
        {
            { Role: { } role } => Session(role),
            { User: { } user } => directory.FindUser(accountId, user) ?? throw Wrong($"There is no user {user} in account {accountId}."),
            _ => Holder([.. order.Policies.Select((json, at) => Attached(order.Policies.Count == 1 ? "policy" : $"policy-{at + 1}", json, PolicyKind.Identity))]),
        };
        return order.SessionPolicy is { } session ? caller with { SessionPolicy = Attached("session", session, PolicyKind.Identity) } : caller;
    }

    private Caller Session(string name)
    {
        var arn = RoleNames.Arn(name, accountId);
        if (!RoleArn.TryParse(arn, out var parsed) || directory.FindRole(parsed.AccountId, parsed.RoleName) is not { } role) throw Wrong($"There is no role {arn}.");
        var claims = new SessionClaims
        {
            SessionId = "",
            AccessKeyId = "",
            AccountId = role.AccountId,
            RoleId = role.RoleId,
            RoleName = role.RoleName,
            RoleSessionName = "simulated",
            IssuedAt = DateTimeOffset.UnixEpoch,
            ExpiresAt = DateTimeOffset.MaxValue,
            Scope = SessionScope.Shared,
            IssuedTo = "fccreds",
        };
        return new()
        {
            Kind = CallerKind.AssumedRole,
            AccountId = role.AccountId,
            Name = $"{role.RoleName}/simulated",
            PrincipalId = $"{role.RoleId}:simulated",
            Arn = claims.PrincipalArn,
            AccessKeyId = "",
            Policies = role.Policies,
            Session = claims,
        };
    }

    private Caller Holder(IReadOnlyList<AttachedPolicy> policies) => new()
    {
        Kind = CallerKind.RamUser,
        AccountId = accountId,
        Name = "simulated",
        PrincipalId = "simulated",
        Arn = $"acs:ram::{accountId}:user/simulated",
        AccessKeyId = "",
        Policies = policies,
    };

    private static AttachedPolicy Attached(string name, string json, PolicyKind kind)
    {
        var parse = PolicyDocument.Parse(json, kind);
        return new(name, "Inline", parse.Document ?? throw Wrong($"The {name} policy: {parse}"));
    }

    private string ResourceOf(string text)
    {
        if (text == "*") return $"acs:oss:*:{accountId}:*";
        if (text.StartsWith("oss://", StringComparison.Ordinal)) return $"acs:oss:*:{accountId}:{text["oss://".Length..].TrimEnd('/')}";
        if (!Arn.Read(text).IsArn) throw Wrong($"'{text}' is no resource: write acs:service:region:account:relative-id or oss://bucket/key.");
        // A pattern asks about one thing here: requests name the account that owns it.
        return text.Replace("acs:oss:*:*:", $"acs:oss:*:{accountId}:", StringComparison.Ordinal);
    }

    private static string? BucketIn(string resource)
    {
        var arn = Arn.Read(resource);
        if (!arn.IsArn || arn.Service is not "oss") return null;
        var slash = arn.Relative.IndexOf('/');
        return (slash < 0 ? arn.Relative : arn.Relative[..slash]).ToString();
    }

    private static Core.Errors.ServiceException Wrong(string sentence) => RoleCredentials.InvalidParameter.Saying(sentence);
}
