using FcCreds.Core.Http;
using FcCreds.Oss.Addressing;
using FcCreds.Oss.Api;

namespace FcCreds.Oss.S3;

/// <summary>An operation of Amazon S3's API, and the OSS operation that does it here.</summary>
/// <param name="Name">As S3 calls it.</param>
/// <param name="Method">HTTP verb.</param>
/// <param name="Level">Where it is addressed to.</param>
/// <param name="Condition">What its requests carry besides.</param>
/// <param name="Row">The name of OSS's row; null for what this door does not carry.</param>
internal sealed record S3Operation(string Name, string Method, OssLevel Level, RowCondition Condition, string? Row)
{
    public bool Holds(WireRequest wire, OssLevel level) => Method == wire.Method && Level == level && Condition.Holds(wire);
}
