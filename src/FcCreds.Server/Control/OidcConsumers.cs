using FcCreds.Core.Callers;
using FcCreds.Core.Journal;
using FcCreds.Core.Policy;
using FcCreds.Identity.Delivery.Oidc;
using FcCreds.Identity.Ram;
using FcCreds.Identity.Ram.Records;

namespace FcCreds.Server.Control;

/// <summary>Programs that change an OIDC token for credentials at STS by themselves, as one in a pod does.</summary>
internal sealed class OidcConsumers(OidcIssuer issuer, RamDirectory directory, IJournal journal)
{
    private const int LongestSubject = 255;

    public OidcLaidOut Prepare(Role role, ConsumerOrder order)
    {
        var name = order.Session.RoleSessionName ?? "fccreds";
        var subject = order.OidcSubject ?? $"system:serviceaccount:default:{name}";
        if (subject.Length is 0 or > LongestSubject) throw RoleCredentials.InvalidParameter.Saying($"The subject of a token has 1 to {LongestSubject} characters.");
        var provider = issuer.Require(directory.Find(role.AccountId)!, order.OidcProvider ?? OidcIssuer.ProviderName);
        var life = RoleCredentials.DurationOf(order.Session);
        var providerArn = OidcProvider.ArnOf(role.AccountId, provider.OidcProviderName);
        journal.Append(new JournalNote { Kind = "oidc-token-issued", Message = $"{providerArn} vouches for {subject}, for {life.TotalSeconds:0} seconds" });
        return new(
            new()
            {
                ["ALIBABA_CLOUD_ROLE_ARN"] = role.Arn,
                ["ALIBABA_CLOUD_OIDC_PROVIDER_ARN"] = providerArn,
                ["ALIBABA_CLOUD_ROLE_SESSION_NAME"] = name,
                // Nothing else that the SDKs look for shall take the token's place when STS refuses it.
                ["ALIBABA_CLOUD_ECS_METADATA_DISABLED"] = "true",
            },
            new(issuer.Issue(provider, subject, life), life.TotalSeconds),
            Warning(role, provider, providerArn, subject));
    }

    /// <summary>STS will say no more than that there is no permission; here is known what is missing.</summary>
    private static string? Warning(Role role, OidcProvider provider, string providerArn, string subject)
    {
        KeyValuePair<string, string>[] said = [new("oidc:iss", provider.IssuerUrl), new("oidc:sub", subject), new("oidc:aud", provider.ClientIds.FirstOrDefault() ?? OidcIssuer.Audience)];
        var trust = PolicyEvaluator.EvaluateTrust(role, TrustPrincipal.Federated(providerArn), new(said));
        return trust.IsAllowed ? null : $"{role.Arn} does not trust {providerArn} for {subject}: STS will refuse the token. In its trust policy {(trust.Effect == PolicyEffect.ExplicitDeny ? "denies" : "is missing")} {trust.Needed}";
    }
}

/// <summary>What a program needs to come to credentials by a token.</summary>
internal sealed record OidcLaidOut(Dictionary<string, string> Variables, OidcTokenReply Token, string? Warning);
