using System.Text.Json;
using System.Xml.Linq;
using FcCreds.Cli.Connections;
using FcCreds.Cli.Usage;
using FcCreds.Core.Faults;
using FcCreds.Core.Journal;
using FcCreds.Core.Signing;
using FcCreds.Drills.Judging;
using FcCreds.Drills.Running;
using FcCreds.Drills.Scenarios;
using FcCreds.Server.Control;

namespace FcCreds.Cli.Drills;

/// <summary>The server under drill, moved by its control endpoints and by RAM's API, as anybody could.</summary>
internal sealed class ControlledCloud(Emulator emulator, OrderClient orders, bool allowReal) : IDrillCloud
{
    private readonly CredentialDelivery delivery = new(emulator, orders);
    private readonly List<SetFault> own = [];
    private TimeSpan wireShift;

    public string AccountId => emulator.AccountId;

    public Task<IReadOnlyList<JournalEvent>> JournalAsync(long after, CancellationToken ct) => orders.JournalAsync(after, ct);

    public Task ExpireAsync(string accessKeyId, CancellationToken ct) => orders.OrderAsync($"{SessionEnd.Sessions}{accessKeyId}/expire", ct);

    public Task RevokeAsync(string accessKeyId, CancellationToken ct) => orders.OrderAsync($"{SessionEnd.Sessions}{accessKeyId}/revoke", ct);

    public async Task SetFaultAsync(FaultRule rule, ulong seed, CancellationToken ct) => own.Add(await orders.SetFaultAsync(new(rule with { AllowReal = allowReal }, seed), ct));

    public async Task ClearFaultsAsync(string? operation, CancellationToken ct)
    {
        foreach (var fault in own.Where(fault => operation is null || fault.Rule.Operation == operation).ToList())
        {
            await orders.ClearFaultsAsync(new(null, fault.Id), ct);
            own.Remove(fault);
        }
    }

    public async Task<ClockShifts> ShiftsAsync(CancellationToken ct)
    {
        var now = await orders.ClocksAsync(ct);
        return new(TimeSpan.FromSeconds(now.LifeSeconds), wireShift = TimeSpan.FromSeconds(now.WireSeconds));
    }

    public async Task MoveClocksAsync(TimeSpan? life, TimeSpan? wire, CancellationToken ct)
    {
        await orders.MoveClocksAsync(new(life?.TotalSeconds, wire?.TotalSeconds), ct);
        wireShift = wire ?? wireShift;
    }

    public Task<JsonElement> RamAsync(string action, IReadOnlyDictionary<string, string> parameters, CancellationToken ct)
        => emulator.IsOwn
            ? new RamClient(emulator).CallAsync(action, parameters, TimeProvider.System.GetUtcNow() + wireShift, ct)
            : throw new DrillImpossible("This drill changes the account, and others use this server too; run it without --server, on a server of its own.");

    public Task ChangeMetadataAsync(bool? v2Only, string? role, CancellationToken ct) => orders.ChangeMetadataAsync(new(v2Only, role), ct);

    public async Task RotateSealingKeysAsync(bool retire, CancellationToken ct)
    {
        var before = await orders.SealingKeysAsync(ct);
        await orders.OrderAsync($"{SealingKeys.Path}/stage", ct);
        var staged = (await orders.SealingKeysAsync(ct)).First(key => before.All(old => old.KeyId != key.KeyId));
        await orders.OrderAsync($"{SealingKeys.Path}/{staged.KeyId}/promote", ct);
        if (!retire) return;
        foreach (var old in before.Where(key => key.State is "primary" or "verify-only")) await orders.OrderAsync($"{SealingKeys.Path}/{old.KeyId}/retire", ct);
    }

    public Task<Delivery> DeliverAsync(DrillCredentials credentials, CancellationToken ct) => delivery.DeliverAsync(credentials, ct);

    public Task<HeldCredential?> HoldAsync(Scenario scenario, Delivery? given, CancellationToken ct) => delivery.HoldAsync(scenario, given, ct);

    public async Task<(int Status, string? Code)> TryAsync(HeldCredential held, CancellationToken ct)
    {
        var key = new SigningKey(held.AccessKeyId, new(held.AccessKeySecret), held.SecurityToken is { } token ? new(token) : null);
        using var request = SignedOssRequest.Create(new(key, emulator.Region), emulator.Url, HttpMethod.Get, "", "", [], null);
        request.Headers.UserAgent.ParseAdd(Evidence.OwnAgent);
        using var reply = await emulator.Http.SendAsync(request, ct);
        var body = await reply.Content.ReadAsStringAsync(ct);
        return ((int)reply.StatusCode, reply.IsSuccessStatusCode ? null : XDocument.Parse(body).Root?.Element("Code")?.Value);
    }

    public async Task<TargetAnswer> InvokeAsync(string function, string body, CancellationToken ct)
    {
        var report = await orders.InvokeAsync(new() { FunctionName = function, Event = System.Text.Encoding.UTF8.GetBytes(body) }, ct);
        if (report.Refusal is { Code: "FunctionNotFound" }) throw new DrillImpossible(report.Refusal.Message);
        return report is { FunctionError: null, StatusCode: < 400 } ? new(true, "") : new(false, report.Refusal?.Message ?? $"{report.FunctionError}: {report.Result}");
    }

    public async Task<string?> SuggestPolicyAsync(string role, CancellationToken ct)
    {
        try
        {
            return (await orders.SuggestAsync(null, role, ct)).Policy.GetRawText();
        }
        catch (CliFailure)
        {
            // Nobody asked for anything as that role.
            return null;
        }
    }
}
