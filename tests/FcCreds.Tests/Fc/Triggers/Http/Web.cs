using System.Text.Json;
using FcCreds.Fc.Triggers.Http;

namespace FcCreds.Tests.Fc.Triggers.Http;

/// <summary>Functions with an http trigger, and requests to them.</summary>
internal static class Web
{
    /// <summary>A handler that answers with its event as the body.</summary>
    public const string EchoEvent = """
        import json
        def handler(event, context):
            return {'statusCode': 200, 'headers': {'Content-Type': 'application/json'}, 'body': event.decode('utf-8')}
        """;

    private static readonly HttpClient Client = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, UseCookies = false });

    /// <summary>A function with one http trigger; its name.</summary>
    public static string Declare(FcHost host, string code, string triggerConfig = """{"authType":"anonymous","methods":["GET","POST","PUT","HEAD"]}""", string runtime = "python3.10")
        => host.Declare(runtime, code, declared => declared with
        {
            Triggers = [new() { TriggerName = "web", TriggerType = HttpTrigger.Type, TriggerConfig = triggerConfig }],
        });

    public static Task<HttpResponseMessage> GetAsync(FcHost host, string function, string target = "/", params (string Name, string Value)[] headers)
        => SendAsync(host, HttpMethod.Get, $"/_fccreds/http/{function}{target}", null, headers);

    public static Task<HttpResponseMessage> SendAsync(FcHost host, HttpMethod method, string target, HttpContent? body = null, params (string Name, string Value)[] headers)
    {
        // A Uri of text: nothing of the target may be tidied up on the way.
        var request = new HttpRequestMessage(method, new Uri($"{host.Address.GetLeftPart(UriPartial.Authority)}{target}", new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true })) { Content = body };
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public static async Task<string> TextAsync(HttpResponseMessage response) => await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

    public static async Task<JsonElement> JsonAsync(HttpResponseMessage response) => JsonDocument.Parse(await TextAsync(response)).RootElement;

    /// <summary>Code and message of an error of the platform's.</summary>
    public static async Task<(int Status, string Code, string Message)> ErrorAsync(HttpResponseMessage response)
    {
        var body = await JsonAsync(response);
        Assert.Equal(response.Headers.GetValues("X-Fc-Request-Id").Single(), body.GetProperty("RequestId").GetString());
        return ((int)response.StatusCode, body.GetProperty("Code").GetString()!, body.GetProperty("Message").GetString()!);
    }
}
