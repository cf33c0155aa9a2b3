using System.Xml.Linq;
using FcCreds.Oss.Access;
using FcCreds.Oss.Api;

namespace FcCreds.Oss.Object;

/// <summary>"PutObjectACL": the ACL comes in a header; LastModified stays.</summary>
internal sealed class PutObjectAcl : IOperation<PutObjectAcl>
{
    public required string Acl { get; init; }

    public static string Parameters => "versionId";

    public static string Headers => AccessControl.ObjectHeader;

    public static ValueTask<PutObjectAcl> ReadAsync(OssCall call, CancellationToken ct)
        => new(new PutObjectAcl { Acl = AccessControl.CheckObject(call.Header(AccessControl.ObjectHeader) ?? "") });

    public static IEnumerable<Demand> Demands(PutObjectAcl input, OssCall call)
        => [Demand.OnObject(call, AclAccess.WriteAcl, (AccessControl.ObjectCondition, input.Acl)) with { Action = FindObject.Action(call, "oss:PutObjectAcl", "oss:PutObjectVersionAcl") }];

    public static async ValueTask<OssReply> RunAsync(PutObjectAcl input, OssCall call, CancellationToken ct)
    {
        var version = await ObjectFacts.ChangeAsync(call, (_, facts) => facts with { Acl = input.Acl }, ct);
        return OssReply.Empty().With("x-oss-version-id", call.VersionIdOf(version));
    }
}

/// <summary>"GetObjectACL".</summary>
internal sealed class GetObjectAcl : IPlainOperation<GetObjectAcl>
{
    public static string Parameters => "versionId";

    public static IEnumerable<Demand> Demands(GetObjectAcl input, OssCall call)
        => [Demand.OnObject(call, AclAccess.ReadAcl) with { Action = FindObject.Action(call, "oss:GetObjectAcl", "oss:GetObjectVersionAcl") }];

    public static async ValueTask<OssReply> RunAsync(GetObjectAcl input, OssCall call, CancellationToken ct)
    {
        var version = await FindObject.AddressedAsync(call, ct);
        return OssReply.Xml(new XElement("AccessControlPolicy",
            Owner.Element(call.Bucket.OwnerAccountId),
            new XElement("AccessControlList", new XElement("Grant", ObjectFacts.Of(version).Acl))));
    }
}
