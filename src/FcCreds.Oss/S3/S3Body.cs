using System.Xml.Linq;
using FcCreds.Core.Http;
using FcCreds.Oss.Access;
using FcCreds.Oss.Addressing;
using FcCreds.Oss.Settings;

namespace FcCreds.Oss.S3;

/// <summary>The request documents that S3 writes in another way than OSS.</summary>
internal static class S3Body
{
    private const int MaxBody = 64 * 1024;

    public static async ValueTask TranslateAsync(OssCall call, CancellationToken ct)
    {
        switch (call.S3?.Name)
        {
            case "CreateBucket":
                if (await OssXml.ReadAsync(call, "CreateBucketConfiguration", MaxBody, ct) is { } configuration) Replace(call, Located(configuration));
                else Replace(call, null);
                break;
            case "PutBucketLifecycleConfiguration":
                Replace(call, await OssXml.ReadAsync(call, S3Lifecycle.Root, BucketLifecycle.MaxBody, ct) is { } lifecycle ? S3Lifecycle.Read(lifecycle) : null);
                break;
            case "RestoreObject":
                if (await OssXml.ReadAsync(call, "RestoreRequest", MaxBody, ct) is { } restore) Replace(call, Restored(restore));
                break;
            case "PutBucketAcl" or "PutObjectAcl":
                if (await OssXml.ReadAsync(call, "AccessControlPolicy", MaxBody, ct) is { } policy) SetAcl(call, policy);
                Replace(call, null);
                break;
        }
    }

    /// <summary>S3's regions have plain names; OSS's locations begin with <c>oss-</c>, and clients of both kinds exist.</summary>
    private static XElement Located(XElement configuration)
    {
        if (configuration.Element("LocationConstraint") is { Value.Length: > 0 } location && !location.Value.StartsWith("oss-", StringComparison.Ordinal))
            location.Value = $"oss-{location.Value}";
        configuration.Attributes().Where(attribute => attribute.IsNamespaceDeclaration).Remove();
        return configuration;
    }

    private static XElement Restored(XElement request)
    {
        foreach (var foreign in request.Elements().Where(part => part.Name.LocalName is "Type" or "SelectParameters" or "OutputLocation"))
            throw OssErrors.NotImplemented.Saying($"A restore of OSS has no {foreign.Name}.", ("Element", foreign.Name.LocalName));
        var tier = request.Element("GlacierJobParameters")?.Element("Tier") ?? request.Element("Tier");
        return new("RestoreRequest", request.Element("Days"), tier is null ? null : new XElement("JobParameters", new XElement("Tier", tier.Value)));
    }

    private static void SetAcl(OssCall call, XElement policy)
    {
        var header = call.Address.Level == OssLevel.Object ? AccessControl.ObjectHeader : AccessControl.BucketHeader;
        var acl = S3Acl.Read(policy) ?? throw OssErrors.BadArgument("OSS has the ACLs private, public-read and public-read-write only.", "AccessControlList", "");
        call.Wire = call.Wire with { Headers = [.. call.Wire.Headers, new HeaderField(header, acl)] };
    }

    private static void Replace(OssCall call, XElement? document)
    {
        // The digest was of the document that came.
        call.Wire = call.Wire with { Headers = [.. call.Wire.Headers.Where(field => !field.Name.Equals("Content-MD5", StringComparison.OrdinalIgnoreCase))] };
        call.Body = document is null ? Stream.Null : new MemoryStream(OssXml.Write(document), writable: false);
    }
}
