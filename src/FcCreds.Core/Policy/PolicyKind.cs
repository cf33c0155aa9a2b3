namespace FcCreds.Core.Policy;

/// <summary>Where a policy document stands; decides which elements its statements must and must not have.</summary>
internal enum PolicyKind
{
    /// <summary>Attached to a user, group or role, or given to AssumeRole as session policy: Resource, no Principal.</summary>
    Identity,

    /// <summary>A role's AssumeRolePolicyDocument: Principal, no Resource.</summary>
    Trust,

    /// <summary>A bucket policy: Principal and Resource.</summary>
    Bucket,
}
