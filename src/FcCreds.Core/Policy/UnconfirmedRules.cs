namespace FcCreds.Core.Policy;

/// <summary>
/// What the vendor's pages leave open and no real reply has settled yet. Every such decision of the policy language is a line
/// here and nowhere else, so that it can be corrected in one place.
/// </summary>
internal static class UnconfirmedRules
{
    /// <summary>A Not-operator (StringNotEquals, NotIpAddress …) on a key that the request lacks holds. As AWS documents it.</summary>
    public static bool NegatedOperatorHoldsWithoutKey => true;

    /// <summary>Role names in ARNs compare without case: the replication FAQ prints them lower-case, RAM keeps their case.</summary>
    public static bool RoleNamesIgnoreCase => true;

    /// <summary>Statements may carry a Sid and documents an Id: not in the grammar, but people's policies have them.</summary>
    public static bool SidIsTolerated => true;

    /// <summary>The region field matches when either side is empty or <c>*</c>: docs print <c>acs:ram::</c> and <c>acs:ram:*:</c> alike.</summary>
    public static bool EmptyRegionMeansAny => true;

    /// <summary>IpAddress includes the first and last address of a range, so IpAddressIncludeBorder is the same operator.</summary>
    public static bool IpRangesIncludeTheirBorder => true;

    /// <summary>An account's UID as bucket policy principal means the account itself, not its users, which are listed by UID of their own.</summary>
    public static bool AccountPrincipalCoversItsUsers => false;

    /// <summary>A statement of a bucket policy without Principal is accepted (the suites of oss2 and Go v2 put such); here it is for nobody.</summary>
    public static bool BucketPolicyMayLeaveOutPrincipal => true;

    /// <summary>A Federated trust may name <c>sts:AssumeRoleWithOIDC</c> or <c>sts:AssumeRoleWithSAML</c> in place of <c>sts:AssumeRole</c>.</summary>
    public static bool FederatedTrustMayNameItsOwnAction => true;
}
