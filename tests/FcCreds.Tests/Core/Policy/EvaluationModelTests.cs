using FcCreds.Core.Callers;
using FcCreds.Core.Policy;
using FsCheck;
using FsCheck.Fluent;

namespace FcCreds.Tests.Core.Policy;

/// <summary>RAM's "Policy evaluation process": every combination of what the layers say, and random policies against a naive model.</summary>
public sealed class EvaluationModelTests
{
    private static readonly string[] Says = ["nothing", "allow", "deny", "both"];

    private static readonly string[] Actions = ["oss:GetObject", "oss:PutObject", "oss:ListObjects", "OSS:getobject"];

    private static readonly string[] ActionPatterns = ["*", "oss:*", "oss:Get*", "oss:PutObject", "oss:???Object", "*:List*", "ram:*"];

    private static readonly string[] Resources = [$"acs:oss:*:{Ask.Account}:b", $"acs:oss:*:{Ask.Account}:b/in/a", $"acs:oss:*:{Ask.Account}:b/out", $"acs:oss:*:{Ask.Foreign}:c/x"];

    private static readonly string[] ResourcePatterns = ["*", "acs:oss:*:*:b", "acs:oss:*:*:b/*", $"acs:oss::{Ask.Account}:b/in/?", "acs:*:*:*:*/in/*", $"acs:oss:*:{Ask.Foreign}:*", "acs:ram:*:*:*"];

    private static readonly string[] Conditions =
    [
        "", "", "",
        """{"StringEquals":{"oss:Prefix":"in/"}}""",
        """{"StringNotEquals":{"oss:Prefix":["in/","out/"]}}""",
        """{"StringLike":{"oss:Prefix":"in*","acs:UserAgent":"*"}}""",
        """{"StringNotLike":{"oss:Prefix":"*/"},"StringEquals":{"acs:UserAgent":["curl","node"]}}""",
    ];

    private static readonly string[] Principals =
    [
        "[]", "[\"*\"]", $"[\"{Ask.Account}\"]", "[\"222222222222222222\"]", $"[\"arn:sts::{Ask.Account}:assumed-role/orders/*\"]", $"[\"arn:sts::{Ask.Account}:assumed-role/other/s1\",\"{Ask.Foreign}\"]",
    ];

    /// <summary>Session policy (absent too) × identity policy × bucket policy (absent too): 5 × 4 × 5 rows.</summary>
    [Fact]
    public void Every_combination_of_layers_ends_as_the_process_says()
    {
        foreach (var session in Says.Prepend("absent"))
        {
            foreach (var identity in Says)
            {
                foreach (var bucket in Says.Prepend("absent"))
                {
                    var caller = Ask.RoleSession(session == "absent" ? null : Saying(session, "session"), Saying(identity, "identity"));
                    var decision = Ask.May(caller, "oss:GetObject", Resources[1], bucketPolicy: bucket == "absent" ? null : Saying(bucket, "bucket", "\"Principal\":[\"*\"]"));
                    Assert.True(Expected(session, identity, bucket) == decision.Effect, $"session {session}, identity {identity}, bucket {bucket}: {decision.Effect}");
                }
            }
        }
    }

    [Fact]
    public void Random_policies_end_as_in_a_naive_model()
    {
        var questions =
            from session in Policies(2, isBucket: false).OrNull()
            from identity in Policies(3, isBucket: false).ArrayOf(2)
            from bucket in Policies(3, isBucket: true).OrNull()
            from caller in Gen.Elements(Ask.User(), Ask.RoleSession(null), Ask.Root(), Ask.Root(Ask.Foreign), Caller.Anonymous)
            from action in Gen.Elements(Actions)
            from resource in Gen.Elements(Resources)
            from prefix in Gen.Elements("", "in/", "in/x", "out/")
            from agent in Gen.Elements("", "curl", "python")
            select new AccessQuestion
            {
                Caller = caller with { Policies = caller.Kind is CallerKind.Account or CallerKind.Anonymous ? [] : identity, SessionPolicy = caller.Kind == CallerKind.AssumedRole ? session : null },
                Action = action,
                Resource = resource,
                ResourceOwner = resource.Split(':')[3],
                ResourcePolicy = bucket,
                Conditions = Ask.When([.. new[] { (Key: "oss:Prefix", Value: prefix), (Key: "acs:UserAgent", Value: agent) }.Where(one => one.Value.Length > 0)]),
            };
        Prop.ForAll(questions.ToArbitrary(), question =>
        {
            var decision = PolicyEvaluator.Evaluate(question);
            return decision.Effect == NaiveEvaluator.Evaluate(question) && IsEvident(decision);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(3000));
    }

    /// <summary>The evidence tells the same as the decision: nothing is refused without a reason, and a deny or allow has its statement.</summary>
    private static bool IsEvident(PolicyDecision decision) => decision.Effect switch
    {
        PolicyEffect.Allow => decision.Decided is { Applies: true, Effect: PolicyEffect.Allow },
        PolicyEffect.ExplicitDeny => decision.Read.Any(read => read is { Applies: true, Effect: PolicyEffect.ExplicitDeny } && read.Name == decision.Decided!.Name),
        _ => decision.Decided is null && decision.Needed is not null && decision.Read.All(read => read.Applies ? read.Layer != decision.Layer : read.Because.Length > 0),
    };

    private static PolicyEffect Expected(string session, string identity, string bucket)
    {
        if (session is "deny" or "both") return PolicyEffect.ExplicitDeny;
        if (session == "nothing") return PolicyEffect.ImplicitDeny;
        if (identity is "deny" or "both" || bucket is "deny" or "both") return PolicyEffect.ExplicitDeny;
        return identity == "allow" || bucket == "allow" ? PolicyEffect.Allow : PolicyEffect.ImplicitDeny;
    }

    private static AttachedPolicy Saying(string what, string name, string? more = null)
    {
        List<string> statements = [Ask.Statement("Deny", "ram:*", "*", more)];
        if (what is "allow" or "both") statements.Add(Ask.Statement("Allow", "oss:Get*", "*", more));
        if (what is "deny" or "both") statements.Add(Ask.Statement("Deny", "oss:GetObject", "*", more));
        return more is null ? Ask.Policy(name, [.. statements]) : Ask.Bucket([.. statements]);
    }

    private static Gen<AttachedPolicy> Policies(int mostStatements, bool isBucket)
    {
        var statements =
            from effect in Gen.Elements("Allow", "Allow", "Deny")
            from but in Gen.Elements(false, false, false, true)
            from action in Gen.Elements(ActionPatterns)
            from resource in Gen.Elements(ResourcePatterns)
            from condition in Gen.Elements(Conditions)
            from principal in Gen.Elements(Principals)
            select $$"""{"Effect":"{{effect}}","{{(but ? "NotAction" : "Action")}}":"{{action}}","Resource":"{{resource}}"{{(condition.Length > 0 ? $",\"Condition\":{condition}" : "")}}{{(isBucket ? $",\"Principal\":{principal}" : "")}}}""";
        return from count in Gen.Choose(1, mostStatements)
               from all in statements.ArrayOf(count)
               select isBucket ? Ask.Bucket(all) : Ask.Policy("p", all);
    }
}
