using System.Globalization;
using FcCreds.Core.Http;
using FcCreds.Core.Signing;

namespace FcCreds.Benchmarks;

/// <summary>What the platform adds to empty handlers that are warm, through the FC 3.0 invoke API.</summary>
internal sealed class InvokeBenchmark(ServerProcess fccreds, SigningKey key)
{
    private const int Calls = 500;

    /// <summary>Until the server's code is compiled as well as it will be.</summary>
    private const int NotCounted = 300;

    public async Task RunAsync()
    {
        var p50 = await MedianAsync(new(fccreds.Url, Request("empty"), 1));
        Table.Row("warm invoke of an empty Python handler, p50", Milliseconds(p50), "the handler's own time, about 0", "", "≤ 1 ms");
    }

    /// <summary>The other one keeps the function in its own process, asks for no signature and no role, and answers as a web server does: it does less.</summary>
    public async Task CompareAsync(ServerProcess peer, int rounds)
    {
        var (mine, other) = await Table.CompareAsync(
            rounds, () => MedianAsync(new(fccreds.Url, Request("empty-node"), 1)), () => MedianAsync(new(peer.Url, SignedRequest.Plain("POST", peer.Url, "/", []), 1)));
        Table.Row("warm invoke of an empty Node.js handler, p50", Milliseconds(mine), $"functions-framework, in its own process, unsigned: {Milliseconds(other)}", "", "");
    }

    /// <summary>One signed call, as long as the server takes.</summary>
    public async Task<double> OnceAsync(string function) => (await new LoadClient(fccreds.Url, Request(function), 1).LatenciesAsync(1)).Single().TotalMilliseconds;

    public static string Milliseconds(double value) => value.ToString("F2", CultureInfo.InvariantCulture) + " ms";

    private static async Task<double> MedianAsync(LoadClient client)
    {
        await client.LatenciesAsync(NotCounted);
        return Table.Median((await client.LatenciesAsync(Calls)).Select(l => l.TotalMilliseconds));
    }

    private byte[] Request(string function)
    {
        var path = $"/2023-03-30/functions/{function}/invocations";
        HeaderField[] headers =
        [
            new("host", fccreds.Url.Authority),
            new("x-acs-action", "InvokeFunction"),
            new("x-acs-version", "2023-03-30"),
            new("x-acs-date", SignatureTime.Format(TimeProvider.System.GetUtcNow(), SignatureTime.IsoExtended)),
            new("x-acs-signature-nonce", Guid.NewGuid().ToString("N")),
            new("x-acs-content-sha256", Mac.HashHex("")),
        ];
        var wire = new WireRequest { Method = "POST", Scheme = "http", Host = fccreds.Url.Authority, RawPath = path, Query = [], Headers = headers };
        var authorization = Acs3Signature.Authorize(wire, [.. headers.Select(h => h.Name)], Mac.HashHex(""), key);
        return SignedRequest.Compose("POST", path, fccreds.Url, [.. headers.Skip(1), new("Authorization", authorization)], []);
    }
}
