using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using FcCreds.Cli.Usage;
using FcCreds.Oss.Lifecycle;
using FcCreds.Server;
using FcCreds.Server.Control;

namespace FcCreds.Cli.Connections;

/// <summary>Gives orders to a server's own endpoint, with the token that only readers of its data folder have.</summary>
internal sealed class OrderClient(Emulator emulator)
{
    public Task<InvocationReport> InvokeAsync(InvocationOrder order, CancellationToken ct)
        => PostAsync(OrderEndpoint.Invocations, order, OrderJson.Default.InvocationOrder, OrderJson.Default.InvocationReport, ct);

    public Task<CredentialReply> IssueAsync(CredentialOrder order, CancellationToken ct)
        => PostAsync(OrderEndpoint.Credentials, order, OrderJson.Default.CredentialOrder, OrderJson.Default.CredentialReply, ct);

    public Task<ConsumerReply> PrepareAsync(ConsumerOrder order, CancellationToken ct)
        => PostAsync(Consumers.Path, order, OrderJson.Default.ConsumerOrder, OrderJson.Default.ConsumerReply, ct);

    /// <summary>What was due in each bucket that has rules.</summary>
    public async Task<IReadOnlyList<LifecycleReport>> RunLifecycleAsync(CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(emulator.Url, ControlEndpoint.LifecyclePath));
        if (emulator.ControlToken is { } token) request.Headers.Add(OrderEndpoint.TokenHeader, token);
        using var reply = await emulator.Http.SendAsync(request, ct);
        var body = await reply.Content.ReadAsStringAsync(ct);
        return reply.IsSuccessStatusCode ? JsonSerializer.Deserialize(body, ServerJson.Default.IReadOnlyListLifecycleReport)! : throw CliFailure.Failed(body.TrimEnd());
    }

    private async Task<TReply> PostAsync<TOrder, TReply>(string path, TOrder order, JsonTypeInfo<TOrder> orderType, JsonTypeInfo<TReply> replyType, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(emulator.Url, path));
        request.Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(order, orderType)) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        if (emulator.ControlToken is { } token) request.Headers.Add(OrderEndpoint.TokenHeader, token);
        using var reply = await emulator.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
        await using var body = await reply.Content.ReadAsStreamAsync(ct);
        if (reply.IsSuccessStatusCode) return (await JsonSerializer.DeserializeAsync(body, replyType, ct))!;
        var refusal = await JsonSerializer.DeserializeAsync(body, OrderJson.Default.OrderRefusal, ct);
        throw refusal switch
        {
            { Code: OrderEndpoint.Forbidden } => CliFailure.Usage(refusal.Message, "Name its data folder with --data, or give its FCCREDS_CONTROL_TOKEN."),
            { Code: "FunctionNotFound" } => CliFailure.Usage(refusal.Message, "A folder with a handler will do as well."),
            { Code: RoleCredentials.NoSuchRole } => CliFailure.Usage(refusal.Message, "Declare it under 'roles' of fccreds.yaml, or leave --role out for one that may use OSS fully."),
            { Code: Consumers.MetadataTaken } => CliFailure.Usage(refusal.Message, "A machine has one role. Ask for that one, or use --ephemeral for a server of your own."),
            { Code: "InvalidParameter" or "InvalidArgument" } => CliFailure.Usage(refusal.Message),
            _ => CliFailure.Failed($"{refusal?.Message} ({refusal?.Code})"),
        };
    }
}
