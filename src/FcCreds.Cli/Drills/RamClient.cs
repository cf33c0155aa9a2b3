using System.Text.Json;
using FcCreds.Cli.Connections;
using FcCreds.Core.Http;
using FcCreds.Core.Signing;
using FcCreds.Drills.Judging;
using FcCreds.Drills.Running;

namespace FcCreds.Cli.Drills;

/// <summary>RAM's API as the account itself.</summary>
internal sealed class RamClient(Emulator emulator)
{
    /// <param name="action">Such as <c>CreateAccessKey</c>.</param>
    /// <param name="parameters">Its own.</param>
    /// <param name="now">The server's time.</param>
    /// <param name="ct">Ends it.</param>
    /// <exception cref="DrillRefusal">RAM refuses.</exception>
    public async Task<JsonElement> CallAsync(string action, IReadOnlyDictionary<string, string> parameters, DateTimeOffset now, CancellationToken ct)
    {
        List<QueryParameter> query =
        [
            new("Action", action), new("Version", "2015-05-01"), new("Format", "JSON"), new("AccessKeyId", emulator.RootKey.AccessKeyId),
            new("SignatureMethod", "HMAC-SHA1"), new("SignatureVersion", "1.0"), new("SignatureNonce", Guid.NewGuid().ToString("N")),
            new("Timestamp", SignatureTime.Format(now, SignatureTime.IsoExtended)),
            .. parameters.Select(one => new QueryParameter(one.Key, one.Value)),
        ];
        var wire = new WireRequest { Method = "GET", Scheme = "http", Host = emulator.Url.Authority, RawPath = "/", Query = query, Headers = [] };
        query.Add(new("Signature", RpcSignature.Sign(wire, emulator.RootKey.AccessKeySecret.Value)));
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(emulator.Url, "/?" + string.Join('&', query.Select(one => $"{one.Name}={PercentEncoding.Encode(one.Value!)}"))));
        request.Headers.UserAgent.ParseAdd(Evidence.OwnAgent);
        using var reply = await emulator.Http.SendAsync(request, ct);
        using var json = JsonDocument.Parse(await reply.Content.ReadAsStringAsync(ct));
        return reply.IsSuccessStatusCode
            ? json.RootElement.Clone()
            : throw new DrillRefusal(json.RootElement.GetProperty("Code").GetString()!, json.RootElement.GetProperty("Message").GetString()!);
    }
}
