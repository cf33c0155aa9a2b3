using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using FcCreds.Core.Errors;
using FcCreds.Core.Time;

namespace FcCreds.Oss.Callback;

/// <summary>Posts callbacks. An application has five seconds and a megabyte for its JSON; the first of several URLs that answers so wins.</summary>
internal sealed class CallbackClient(CallbackSigner signer, Clocks clocks) : IDisposable
{
    private const int MaxAnswer = 1024 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    // Unlike the cloud's, applications under test live at private addresses; they are reached directly, whatever proxy is configured.
    private readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false, UseCookies = false, AllowAutoRedirect = false })
    {
        Timeout = Timeout.InfiniteTimeSpan,
        MaxResponseContentBufferSize = MaxAnswer,
    };

    /// <exception cref="ServiceException">CallbackFailed (203): the object is stored all the same.</exception>
    public async ValueTask<byte[]> SendAsync(UploadCallback callback, string body, OssCall call, CancellationToken ct)
    {
        ServiceException? failure = null;
        foreach (var url in callback.Urls)
        {
            try
            {
                return await SendAsync(url, callback, body, call, ct);
            }
            catch (ServiceException refused)
            {
                failure = refused;
            }
        }
        throw failure!;
    }

    public void Dispose() => http.Dispose();

    private async Task<byte[]> SendAsync(Uri url, UploadCallback callback, string body, OssCall call, CancellationToken ct)
    {
        using var patience = new CancellationTokenSource(Patience, clocks.Monotonic);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, patience.Token);
        try
        {
            using var request = Request(url, callback, body, call);
            using var answer = await http.SendAsync(request, either.Token);
            if ((int)answer.StatusCode != 200) throw Failed($"Error status : {(int)answer.StatusCode}.");
            var content = await answer.Content.ReadAsByteArrayAsync(either.Token);
            CheckJson(content);
            return content;
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            throw Failed("Cost too long time.");
        }
        catch (HttpRequestException tooLong) when (tooLong.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded)
        {
            throw Failed("Response body is too long.");
        }
        catch (HttpRequestException)
        {
            throw Failed("Error Status : -1.OSS can not connect to your callbackUrl, please check it.");
        }
    }

    /// <summary>The headers of the docs' sample; which of them the cloud always sends is not known.</summary>
    private HttpRequestMessage Request(Uri url, UploadCallback callback, string body, OssCall call)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, url)
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body))
            {
                Headers = { ContentType = new(callback.IsJson ? "application/json" : "application/x-www-form-urlencoded") },
            },
            Headers = { ConnectionClose = true, Host = callback.Host, Date = clocks.Wire.GetUtcNow() },
        };
        Add(request.Headers, "User-Agent", "http-client/0.0.1");
        Add(request.Headers, "Authorization", signer.Sign(url, body));
        Add(request.Headers, "x-oss-pub-key-url", signer.PublicKeyUrl);
        Add(request.Headers, "x-oss-bucket", call.Bucket.Name);
        Add(request.Headers, "x-oss-owner", call.Bucket.OwnerAccountId);
        Add(request.Headers, "x-oss-requester", call.Caller.PrincipalId);
        Add(request.Headers, "x-oss-request-id", call.RequestId);
        Add(request.Headers, "x-oss-signature-version", "1.0");
        Add(request.Headers, "x-oss-tag", "CALLBACK");
        return request;
    }

    private static void Add(HttpRequestHeaders headers, string name, string value) => headers.TryAddWithoutValidation(name, value);

    private static void CheckJson(byte[] content)
    {
        try
        {
            using var read = JsonDocument.Parse(content);
        }
        catch (JsonException)
        {
            throw Failed("Response body is not valid json format.");
        }
    }

    private static ServiceException Failed(string message) => OssErrors.CallbackFailed.Saying(message);
}
