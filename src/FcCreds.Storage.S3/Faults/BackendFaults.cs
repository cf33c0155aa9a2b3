using System.Net;
using System.Net.Sockets;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace FcCreds.Storage.S3.Faults;

/// <summary>
/// The outermost step of every request to the backend: when the SDK has tried often enough, what is the backend's fault and not the
/// request's becomes <see cref="StoreUnavailableException"/>, for which every service has an answer that clients try again.
/// </summary>
internal sealed class BackendFaults(Uri endpoint) : PipelineHandler
{
    public override async Task<T> InvokeAsync<T>(IExecutionContext executionContext)
    {
        try
        {
            return await base.InvokeAsync<T>(executionContext);
        }
        catch (AmazonServiceException fault) when (Says(fault) is { } sentence)
        {
            throw new StoreUnavailableException(sentence, fault);
        }
        catch (Exception late) when (late is TimeoutException || (late is OperationCanceledException && !executionContext.RequestContext.CancellationToken.IsCancellationRequested))
        {
            throw new StoreUnavailableException($"The S3 server at {endpoint} does not answer in time.", late);
        }
        catch (Exception fault) when (IsOfTheConnection(fault))
        {
            throw Broken(fault);
        }
    }

    public StoreUnavailableException Broken(Exception fault)
        => new($"{(fault is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError } ? "No S3 server answers at" : "The connection broke to the S3 server at")} {endpoint}: {fault.GetBaseException().Message.TrimEnd('.')}.", fault);

    public static bool IsOfTheConnection(Exception fault) => fault is HttpRequestException or IOException or SocketException || fault.GetType() == typeof(AmazonClientException);

    /// <summary>Null for what the request itself is to blame for, and for what the store asked to be told.</summary>
    private string? Says(AmazonServiceException fault) => fault switch
    {
        // The SDK's own wrapping of a connection that broke.
        { StatusCode: 0 } => $"No S3 server answers at {endpoint}: {fault.GetBaseException().Message.TrimEnd('.')}.",
        { StatusCode: HttpStatusCode.InsufficientStorage } or { ErrorCode: "QuotaExceeded" } => $"The S3 server at {endpoint} is full: it answers {(int)fault.StatusCode} {fault.ErrorCode}.",
        { StatusCode: HttpStatusCode.NotImplemented } => null,
        // Its key was changed or its rights were taken while this server ran; no caller of ours can mend that.
        { StatusCode: HttpStatusCode.Forbidden } => $"The S3 server at {endpoint} refuses this server's own key: it answers 403 {fault.ErrorCode}.",
        { StatusCode: >= HttpStatusCode.InternalServerError or HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout } or { ErrorCode: "SlowDown" or "RequestTimeout" }
            => $"The S3 server at {endpoint} answers {(int)fault.StatusCode} {fault.ErrorCode}.",
        _ => null,
    };
}
