using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using FcCreds.Core.Http;
using FcCreds.Core.Signing;
using FcCreds.Identity.Ram;

namespace FcCreds.Tests.Fc.Api;

/// <summary>An ACS3-signing client of the FC 3.0 API.</summary>
internal sealed class FcClient(FcHost host, AccessKeyDeclaration key) : IDisposable
{
    private readonly HttpClient http = new() { BaseAddress = host.Address };

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string target, byte[]? body = null, params (string Name, string Value)[] headers)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(body ?? []));
        List<HeaderField> signed =
        [
            new("host", host.Address.Authority),
            new("x-acs-content-sha256", hash),
            new("x-acs-date", host.Clocks.Wire.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)),
            new("x-acs-signature-nonce", Guid.NewGuid().ToString()),
            new("x-acs-version", "2023-03-30"),
        ];
        var parts = RequestTarget.Parse(target);
        var wire = new WireRequest { Method = method.Method, Scheme = "http", Host = host.Address.Authority, RawPath = parts.RawPath, Query = parts.Query, Headers = signed };
        using var request = new HttpRequestMessage(method, target);
        foreach (var header in signed.Skip(1)) request.Headers.Add(header.Name, header.Value);
        foreach (var (name, value) in headers) request.Headers.Add(name, value);
        request.Headers.TryAddWithoutValidation("Authorization", Acs3Signature.Authorize(wire, [.. signed.Select(one => one.Name)], hash, new(key.AccessKeyId, key.AccessKeySecret)));
        if (body is not null) request.Content = new ByteArrayContent(body);
        return await http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>Sends JSON, and expects an answer of 2xx.</summary>
    public async Task<JsonElement> SendAsync(string method, string target, object? body = null)
    {
        using var answer = await SendAsync(new HttpMethod(method), "/2023-03-30/" + target, body is null ? null : JsonSerializer.SerializeToUtf8Bytes(body));
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, $"{(int)answer.StatusCode} {text}");
        return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement;
    }

    /// <summary>Sends JSON, and expects this refusal; its message.</summary>
    public async Task<string> RefusedAsync(int status, string code, string method, string target, object? body = null)
    {
        using var answer = await SendAsync(new HttpMethod(method), "/2023-03-30/" + target, body is null ? null : JsonSerializer.SerializeToUtf8Bytes(body));
        var error = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;
        Assert.Equal((status, code), ((int)answer.StatusCode, error.GetProperty("Code").GetString()));
        return error.GetProperty("Message").GetString()!;
    }

    /// <summary>Invokes a function; the result as text.</summary>
    public async Task<string> InvokeAsync(string function, string qualifier = "LATEST")
    {
        using var answer = await SendAsync(HttpMethod.Post, $"/2023-03-30/functions/{function}/invocations?qualifier={qualifier}", "{}"u8.ToArray());
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    public void Dispose() => http.Dispose();
}
