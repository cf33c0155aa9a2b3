using FcCreds.Core.Faults;
using FcCreds.Core.Time;

namespace FcCreds.Drills.Scenarios;

/// <summary>Something that is done to the credentials, the services or the clocks while the load runs.</summary>
/// <param name="At">After the load's begin.</param>
internal abstract record Moment(TimeSpan At)
{
    /// <summary>The key it is written under.</summary>
    public abstract string Kind { get; }

    /// <summary>For people, after the kind: <c>role orders</c>.</summary>
    public abstract string What { get; }
}

/// <summary>Every session of the role that is in use counts as past its end.</summary>
internal sealed record ExpireMoment(TimeSpan At, string Role) : Moment(At)
{
    public override string Kind => "expire";

    public override string What => $"sessions of role {Role}";
}

/// <summary>Every session of the role that was issued so far is taken back.</summary>
internal sealed record RevokeMoment(TimeSpan At, string Role) : Moment(At)
{
    public override string Kind => "revoke";

    public override string What => $"sessions of role {Role}";
}

internal sealed record FaultMoment(TimeSpan At, FaultRule Rule) : Moment(At)
{
    public override string Kind => "fault";

    public override string What => FaultText.Of(Rule);
}

/// <summary>Faults end.</summary>
/// <param name="At">After the load's begin.</param>
/// <param name="Operation">As the fault was written; null is all of them.</param>
internal sealed record ClearMoment(TimeSpan At, string? Operation) : Moment(At)
{
    public override string Kind => "clear";

    public override string What => Operation is null ? "all faults" : $"faults on {Operation}";
}

/// <summary>One step in the rotation of a user's long-term key: the newest is created, the oldest deactivated or deleted.</summary>
internal sealed record RotateKeyMoment(TimeSpan At, string User, KeyStep Step) : Moment(At)
{
    public override string Kind => "rotate-key";

    public override string What => $"{Step switch { KeyStep.Create => "create a second key of", KeyStep.Deactivate => "deactivate the older key of", _ => "delete the older key of" }} user {User}";
}

internal enum KeyStep { Create, Deactivate, Delete }

/// <summary>Takes a policy, or all of them, from the role.</summary>
internal sealed record DetachPolicyMoment(TimeSpan At, string Role, string? Policy) : Moment(At)
{
    public override string Kind => "detach-policy";

    public override string What => $"{Policy ?? "every policy"} from role {Role}";
}

/// <summary>Attaches a policy to the role, written as JSON or named.</summary>
internal sealed record AttachPolicyMoment(TimeSpan At, string Role, string Policy) : Moment(At)
{
    public override string Kind => "attach-policy";

    public override string What => $"{(Policy.StartsWith('{') ? "the drill's own policy" : Policy)} to role {Role}";
}

internal sealed record DeleteRoleMoment(TimeSpan At, string Role, bool Recreate) : Moment(At)
{
    public override string Kind => "delete-role";

    public override string What => Recreate ? $"role {Role}, made anew under its name" : $"role {Role}";
}

/// <summary>From now on nobody but the named service may assume the role; running sessions live on.</summary>
internal sealed record SetTrustMoment(TimeSpan At, string Role, string Service) : Moment(At)
{
    public override string Kind => "set-trust";

    public override string What => $"role {Role} trusts {Service} alone";
}

internal sealed record SetMaxSessionMoment(TimeSpan At, string Role, TimeSpan Longest) : Moment(At)
{
    public override string Kind => "set-max-session";

    public override string What => $"sessions of role {Role} live {Longest.TotalSeconds} s at most";
}

/// <summary>This policy takes the place of the role's policies.</summary>
internal sealed record NarrowMoment(TimeSpan At, string Role, string Policy) : Moment(At)
{
    public override string Kind => "narrow";

    public override string What => $"role {Role} to {(Policy.StartsWith('{') ? "the drill's own policy" : Policy)}";
}

/// <summary>Changes the metadata service.</summary>
/// <param name="At">After the load's begin.</param>
/// <param name="V2Only">Version 1 is refused.</param>
/// <param name="Role">Another role is this machine's.</param>
internal sealed record MetadataMoment(TimeSpan At, bool? V2Only, string? Role) : Moment(At)
{
    public override string Kind => "metadata";

    public override string What => string.Join(", ", new[] { V2Only is { } only ? only ? "version 2 only" : "versions 1 and 2" : null, Role is { } role ? $"role {role}" : null }.OfType<string>());
}

/// <summary>The wire clock differs from the clients' by this.</summary>
internal sealed record SkewMoment(TimeSpan At, TimeSpan By) : Moment(At)
{
    public override string Kind => "skew";

    public override string What => $"the server's clock by {LengthText.Of(By)}";
}

/// <summary>Time passes on the life clock, and on the wire clock too where the drill's clock is both.</summary>
internal sealed record AdvanceMoment(TimeSpan At, TimeSpan By) : Moment(At)
{
    public override string Kind => "advance";

    public override string What => $"the life clock by {LengthText.Of(By)}";
}

/// <summary>Sealing keys: a new one is staged and made primary, the old one verifies on; or the old ones are retired.</summary>
internal sealed record RotateSealingKeyMoment(TimeSpan At, bool Retire) : Moment(At)
{
    public override string Kind => "rotate-sealing-key";

    public override string What => Retire ? "a new one, the old ones retired" : "a new one, the old ones still open tokens";
}

/// <summary>Puts a fresh token into the file that an OIDC client reads.</summary>
internal sealed record OidcTokenMoment(TimeSpan At) : Moment(At)
{
    public override string Kind => "renew-oidc-token";

    public override string What => "a fresh token in the client's file";
}
