using System.Net;
using System.Net.Sockets;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.S3;
using Amazon.S3.Internal;
using FcCreds.Storage.S3.Faults;

namespace FcCreds.Storage.S3;

/// <summary>The SDK's client, which also tries again what a server took for the end of an earlier request, and says what is the server's fault.</summary>
internal sealed class S3Client : AmazonS3Client
{
    public S3Client(AWSCredentials credentials, AmazonS3Config config, BackendFaults faults)
        : base(credentials, config)
    {
        // The base class builds its pipeline before this class has anything to put into it.
        RuntimePipeline.AddHandler(faults);
    }

    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        base.CustomizeRuntimePipeline(pipeline);
        pipeline.ReplaceHandler<RetryHandler>(new RetryHandler(new Policy(Config)));
    }

    private sealed class Policy(IClientConfig config) : AmazonS3StandardRetryPolicy(config)
    {
        // Ceph 16 answers a PUT into a missing bucket before it has read the body, and then reads the body as the connection's next
        // request: whoever sends that gets 400 without a word. The SDK calls an error without a code by its status.
        public override bool IsTransientError(IExecutionContext executionContext, Exception exception)
            => exception is AmazonS3Exception { StatusCode: HttpStatusCode.BadRequest, ErrorCode: nameof(HttpStatusCode.BadRequest) }
                // A connection that is reset before it is used (.NET 10) is no HttpRequestException.
                || exception is SocketException
                || base.IsTransientError(executionContext, exception);
    }
}
