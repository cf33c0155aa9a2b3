using Amazon.Runtime;

namespace FcCreds.Storage.S3;

/// <summary>
/// Sends small bodies with their heads. The SDK asks before it sends any body (<c>Expect: 100-continue</c>), which is one more way there
/// and back for each PUT.
/// </summary>
internal sealed class BackendConnections : HttpClientFactory
{
    // The SDK sets no timeouts on a client that it has not made itself (AWSSDK.Core 4.0.102).
    public override HttpClient CreateHttpClient(IClientConfig clientConfig)
        => new(new AtOnce { InnerHandler = new SocketsHttpHandler { AllowAutoRedirect = false, ConnectTimeout = clientConfig.ConnectTimeout ?? Timeout.InfiniteTimeSpan } })
        {
            Timeout = clientConfig.Timeout ?? Timeout.InfiniteTimeSpan,
        };

    // What it sends in vain to a server that refuses is less than the way.
    private sealed class AtOnce : DelegatingHandler
    {
        private const int Small = 64 * 1024;

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.Content?.Headers.ContentLength <= Small) request.Headers.ExpectContinue = false;
            return base.SendAsync(request, cancellationToken);
        }
    }
}
