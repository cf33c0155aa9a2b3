using System.Xml.Linq;
using FcCreds.Core.Errors;
using FcCreds.Oss.Access;
using FcCreds.Oss.Api;

namespace FcCreds.Oss.Settings;

/// <summary>A bucket setting that is one XML document under one sub-resource: what its Put, Get and Delete need to know.</summary>
internal interface IBucketSetting
{
    /// <summary>Of its document among the bucket's settings.</summary>
    static abstract string Name { get; }

    /// <summary>Query parameter that tells one document from another, where a bucket has many of the kind.</summary>
    static virtual string? KeyParameter => null;

    /// <summary>Root element of the document.</summary>
    static abstract string Root { get; }

    /// <summary><see cref="OperationState.Stored"/> for a setting that is kept and echoed but changes nothing.</summary>
    static virtual OperationState State => OperationState.Enforced;

    /// <summary>Bytes; a longer body is refused.</summary>
    static virtual int MaxBody => 64 * 1024;

    /// <summary><c>x-oss-*</c> headers that a Put reads.</summary>
    static virtual string Headers => "";

    /// <summary>What Get answers while it is not set: a document, or an error.</summary>
    static abstract XElement WhenNotSet(OssCall call);

    /// <summary>Checks a document and returns it as it is to be kept. Throws what the cloud answers to a bad one.</summary>
    static abstract XElement Check(XElement given, OssCall call);

    /// <summary>What else a Put demands, for documents that name other resources.</summary>
    static virtual IEnumerable<Demand> AlsoDemands(XElement document) => [];

    /// <summary>Checks what only the store knows; before permissions, which can be asked only for a bucket that is there.</summary>
    static virtual ValueTask CheckAgainstStoreAsync(XElement document, OssCall call, CancellationToken ct) => ValueTask.CompletedTask;

    /// <summary>For <see cref="WhenNotSet"/>.</summary>
    protected static XElement Throw(ServiceError error, OssCall call) => throw error.With(("BucketName", call.Bucket.Name));
}
