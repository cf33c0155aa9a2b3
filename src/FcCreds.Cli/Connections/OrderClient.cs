using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using FcCreds.Cli.Usage;
using FcCreds.Core.Faults;
using FcCreds.Core.Journal;
using FcCreds.Oss.Lifecycle;
using FcCreds.Server;
using FcCreds.Server.Control;
using FcCreds.Server.Control.Traces;
using FcCreds.Server.Control.Why;
using FcCreds.Server.Drills;
using FcCreds.Server.Orphans;
using FcCreds.Server.Replicas;

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

    public Task<RamExportReply> ExportAsync(RamExportOrder order, CancellationToken ct)
        => PostAsync(RamExport.ExportPath, order, OrderJson.Default.RamExportOrder, OrderJson.Default.RamExportReply, ct);

    /// <summary>What was due in each bucket that has rules.</summary>
    public async Task<IReadOnlyList<LifecycleReport>> RunLifecycleAsync(CancellationToken ct)
    {
        using var reply = await SendAsync(HttpMethod.Post, ControlEndpoint.LifecyclePath, null, ct);
        return await ReadAsync(reply, ServerJson.Default.IReadOnlyListLifecycleReport, ct);
    }

    public Task<ClockReport> ClocksAsync(CancellationToken ct) => AskAsync(ControlEndpoint.ClockPath, ServerJson.Default.ClockReport, ct);

    public Task<ClockReport> MoveClocksAsync(ClockOrder order, CancellationToken ct)
        => PostAsync(ControlEndpoint.ClockPath, order, ServerJson.Default.ClockOrder, ServerJson.Default.ClockReport, ct);

    public async Task<IReadOnlyList<SealingKeyReport>> SealingKeysAsync(CancellationToken ct)
    {
        using var reply = await SendAsync(HttpMethod.Get, SealingKeys.Path, null, ct);
        return await ReadAsync(reply, OrderJson.Default.IReadOnlyListSealingKeyReport, ct);
    }

    public async Task<IReadOnlyList<Replica>> ReplicasAsync(CancellationToken ct)
    {
        using var reply = await SendAsync(HttpMethod.Get, ReplicaRegistry.Path, null, ct);
        return await ReadAsync(reply, ReplicaJson.Default.IReadOnlyListReplica, ct);
    }

    public Task<TimerReply> FireTimerAsync(TimerOrder order, CancellationToken ct)
        => PostAsync(TimerOrder.Path, order, OrderJson.Default.TimerOrder, OrderJson.Default.TimerReply, ct);

    public Task<SweepReport> SweepAsync(SweepOrder order, CancellationToken ct)
        => PostAsync(OrphanSweep.Path, order, OrderJson.Default.SweepOrder, OrderJson.Default.SweepReport, ct);

    /// <summary>An order that its path tells whole.</summary>
    public async Task OrderAsync(string path, CancellationToken ct)
    {
        using var reply = await SendAsync(HttpMethod.Post, path, null, ct);
    }

    /// <param name="request">A request id, an invocation's, or <c>last</c>.</param>
    /// <param name="ct">Ends it.</param>
    public Task<ExplainReport> ExplainAsync(string request, CancellationToken ct)
        => AskAsync($"{Explainer.Path}?request={Uri.EscapeDataString(request)}", WhyJson.Default.ExplainReport, ct);

    /// <param name="request">An invocation's id, a request id, or <c>last</c>.</param>
    /// <param name="ct">Ends it.</param>
    public Task<TraceReport> TraceAsync(string request, CancellationToken ct)
        => AskAsync($"{TraceBuilder.Path}?request={Uri.EscapeDataString(request)}", TraceJson.Readable.TraceReport, ct);

    /// <summary>The least policy for what a function or a role asked for.</summary>
    public Task<SuggestionReport> SuggestAsync(string? function, string? role, CancellationToken ct)
        => AskAsync($"{PolicySuggestions.Path}?{(function is null ? $"role={Uri.EscapeDataString(role!)}" : $"function={Uri.EscapeDataString(function)}")}", WhyJson.Default.SuggestionReport, ct);

    public Task<SimulationReport> SimulateAsync(SimulationOrder order, CancellationToken ct)
        => PostAsync(PolicySimulator.Path, order, WhyJson.Default.SimulationOrder, WhyJson.Default.SimulationReport, ct);

    public Task<SetFault> SetFaultAsync(FaultOrder order, CancellationToken ct)
        => PostAsync(FaultOrders.Path, order, FaultJson.Default.FaultOrder, FaultJson.Default.SetFault, ct);

    public Task<ClearReply> ClearFaultsAsync(ClearOrder order, CancellationToken ct)
        => PostAsync(FaultOrders.ClearPath, order, FaultJson.Default.ClearOrder, FaultJson.Default.ClearReply, ct);

    public async Task<IReadOnlyList<SetFault>> FaultsAsync(CancellationToken ct)
    {
        using var reply = await SendAsync(HttpMethod.Get, FaultOrders.Path, null, ct);
        return await ReadAsync(reply, FaultJson.Default.IReadOnlyListSetFault, ct);
    }

    public Task<MetadataOrder> ChangeMetadataAsync(MetadataOrder order, CancellationToken ct)
        => PostAsync(MetadataOrder.Path, order, FaultJson.Default.MetadataOrder, FaultJson.Default.MetadataOrder, ct);

    /// <summary>Events behind that position, as many as the server gives at once.</summary>
    public Task<IReadOnlyList<JournalEvent>> JournalAsync(long after, CancellationToken ct)
        => AskAsync($"/_fccreds/journal?after={after}", JournalJson.Readable.IReadOnlyListJournalEvent, ct);

    private async Task<TReply> AskAsync<TReply>(string path, JsonTypeInfo<TReply> type, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(emulator.Url, path));
        if (emulator.ControlToken is { } token) request.Headers.Add(OrderEndpoint.TokenHeader, token);
        using var reply = await emulator.Http.SendAsync(request, ct);
        var body = await reply.Content.ReadAsStringAsync(ct);
        return reply.IsSuccessStatusCode ? JsonSerializer.Deserialize(body, type)! : throw CliFailure.Failed(body.TrimEnd());
    }

    private async Task<TReply> PostAsync<TOrder, TReply>(string path, TOrder order, JsonTypeInfo<TOrder> orderType, JsonTypeInfo<TReply> replyType, CancellationToken ct)
    {
        using var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(order, orderType));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var reply = await SendAsync(HttpMethod.Post, path, content, ct);
        return await ReadAsync(reply, replyType, ct);
    }

    private static async Task<TReply> ReadAsync<TReply>(HttpResponseMessage reply, JsonTypeInfo<TReply> type, CancellationToken ct)
    {
        await using var body = await reply.Content.ReadAsStreamAsync(ct);
        return (await JsonSerializer.DeserializeAsync(body, type, ct))!;
    }

    /// <summary>The reply to a fulfilled order; a refusal ends the command.</summary>
    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, HttpContent? content, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(method, new Uri(emulator.Url, path)) { Content = content };
        if (emulator.ControlToken is { } token) request.Headers.Add(OrderEndpoint.TokenHeader, token);
        var reply = await emulator.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
        if (reply.IsSuccessStatusCode) return reply;
        using (reply) throw Refusal(await reply.Content.ReadAsStringAsync(ct));
    }

    private static CliFailure Refusal(string body)
    {
        OrderRefusal? refusal;
        try
        {
            refusal = JsonSerializer.Deserialize(body, OrderJson.Default.OrderRefusal);
        }
        catch (JsonException)
        {
            // Control paths that are no orders answer in plain text.
            return CliFailure.Failed(body.TrimEnd());
        }
        return refusal switch
        {
            { Code: OrderEndpoint.Forbidden } => CliFailure.Usage(refusal.Message, "Name its data folder with --data, or give its FCCREDS_CONTROL_TOKEN."),
            { Code: "FunctionNotFound" } => CliFailure.Usage(refusal.Message, "The server has the functions of its configuration and those made through its API; fccreds invoke takes a folder with a handler as well."),
            { Code: "TriggerNotFound" } => CliFailure.Usage(refusal.Message, "Timers are triggers of type timer of a function in fccreds.yaml or s.yaml, or made by CreateTrigger."),
            { Code: RoleCredentials.NoSuchRole } => CliFailure.Usage(refusal.Message, "Declare it under 'roles' of fccreds.yaml, or leave --role out for one that may use OSS fully."),
            { Code: "EntityNotExist.OIDCProvider" } => CliFailure.Usage(refusal.Message, "Declare it under 'oidcProviders' of fccreds.yaml, or leave --oidc-provider out for the one that every account has."),
            { Code: Consumers.MetadataTaken } => CliFailure.Usage(refusal.Message, "A machine has one role. Ask for that one, or use --ephemeral for a server of your own."),
            { Code: "UpstreamNotConfigured" } => CliFailure.Usage(refusal.Message, "Start one with fccreds serve --upstream-role ARN; it takes your key from ALIBABA_CLOUD_ACCESS_KEY_ID and _SECRET."),
            { Code: "InvalidParameter" or "InvalidArgument" or SealingKeys.NotHere } => CliFailure.Usage(refusal.Message),
            _ => CliFailure.Failed($"{refusal?.Message} ({refusal?.Code})"),
        };
    }
}
