using System.Text;
using FcCreds.Drills.Running;

namespace FcCreds.Drills.Targets;

/// <summary>A service that answers HTTP.</summary>
internal sealed class HttpTarget(Uri url, string method, string body) : IDrillTarget
{
    private const int LongestText = 300;

    private readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = Timeout.InfiniteTimeSpan };
    private readonly byte[] content = Encoding.UTF8.GetBytes(body);

    public async Task<TargetAnswer> RequestAsync(CancellationToken ct)
    {
        try
        {
            using var request = new HttpRequestMessage(new(method), url);
            if (method is not ("GET" or "HEAD")) request.Content = new ByteArrayContent(content);
            using var reply = await http.SendAsync(request, ct);
            var text = await reply.Content.ReadAsStringAsync(ct);
            var status = (int)reply.StatusCode;
            return new(status < 400, status < 400 ? "" : $"{status} {(text.Length > LongestText ? text[..LongestText] : text).ReplaceLineEndings(" ").Trim()}");
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException)
        {
            return new(false, broken.Message);
        }
    }

    public bool MoveClock(TimeSpan shift) => false;

    public void LayOutKey(string accessKeyId, string accessKeySecret) { }

    public void LayOutToken(string token) { }

    public ValueTask DisposeAsync()
    {
        http.Dispose();
        return ValueTask.CompletedTask;
    }
}
