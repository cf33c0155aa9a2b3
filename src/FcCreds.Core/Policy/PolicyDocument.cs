namespace FcCreds.Core.Policy;

/// <summary>A parsed RAM, trust or bucket policy.</summary>
internal sealed class PolicyDocument
{
}
