using FcCreds.Oss.Access;

namespace FcCreds.Oss.Api;

/// <summary>
/// An OSS operation. Its instances are the typed input of one request; the pipeline reads one, checks everything it demands, then
/// runs it. An operation never checks permissions itself.
/// </summary>
internal interface IOperation<TSelf>
    where TSelf : IOperation<TSelf>
{
    /// <summary>Query parameters that the operation reads besides those of its row's condition, space-separated.</summary>
    static virtual string Parameters => "";

    /// <summary><c>x-oss-*</c> headers that it reads, space-separated; a name may end in <c>*</c>. Any other is refused.</summary>
    static virtual string Headers => "";

    /// <summary>How far it does what the cloud does.</summary>
    static virtual OperationState State => OperationState.Enforced;

    /// <summary>False for the operations that also make sense without their bucket.</summary>
    static virtual bool NeedsBucket => true;

    /// <summary>Parses and bounds the input; changes nothing.</summary>
    static abstract ValueTask<TSelf> ReadAsync(OssCall call, CancellationToken ct);

    /// <summary>Everything the caller must be allowed to do for this to happen.</summary>
    static abstract IEnumerable<Demand> Demands(TSelf input, OssCall call);

    static abstract ValueTask<OssReply> RunAsync(TSelf input, OssCall call, CancellationToken ct);
}
