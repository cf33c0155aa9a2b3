using System.Globalization;
using System.Text.Json;
using FcCreds.Cli.Connections;
using FcCreds.Drills.Judging;
using FcCreds.Drills.Running;
using FcCreds.Drills.Scenarios;
using FcCreds.Server.Control;

namespace FcCreds.Cli.Drills;

/// <summary>Gives a drill's command its credentials the way that the drill says, and the drill something to hold.</summary>
internal sealed class CredentialDelivery(Emulator emulator, OrderClient orders)
{
    private const string SessionName = "drill";

    /// <summary>Life of what Function Compute gives.</summary>
    private static readonly TimeSpan FunctionSession = TimeSpan.FromHours(36);

    public async Task<Delivery> DeliverAsync(DrillCredentials credentials, CancellationToken ct)
    {
        var session = new CredentialOrder { Role = credentials.Role, RoleSessionName = SessionName, DurationSeconds = credentials.Duration?.TotalSeconds };
        var key = credentials.User is { } user ? KeyOf(user) : null;
        switch (credentials.Via)
        {
            case CredentialsVia.Env when credentials.Role is not null:
                var minted = await orders.IssueAsync(session, ct);
                return Laid(CredentialVariables.Of(minted), minted.Capture, minted.Removed, Held(minted, credentials.Role), null, key);
            case CredentialsVia.Env or CredentialsVia.Sts:
                var capture = await orders.PrepareAsync(new() { Via = "uri", Session = session }, ct);
                var variables = Long(key!);
                if (credentials.Via == CredentialsVia.Sts)
                {
                    variables["ALIBABA_CLOUD_ROLE_ARN"] = capture.RoleArn;
                    variables["ALIBABA_CLOUD_ROLE_SESSION_NAME"] = SessionName;
                    if (credentials.Duration is { } duration) variables["FCCREDS_DRILL_DURATION_SECONDS"] = duration.TotalSeconds.ToString("0", CultureInfo.InvariantCulture);
                }
                return Laid(variables, capture.Capture, capture.Removed, null, null, key);
            case CredentialsVia.Context:
                throw new DrillImpossible("'via: context' goes with a function.");
            default:
                var prepared = await orders.PrepareAsync(new() { Via = credentials.Via.ToString().ToLowerInvariant(), Session = session }, ct);
                return Laid(new(prepared.Variables), prepared.Capture, prepared.Removed, null, prepared.Token?.Token, key);
        }
    }

    public async Task<HeldCredential?> HoldAsync(Scenario scenario, Delivery? given, CancellationToken ct)
    {
        if (given?.Own is { } own) return own;
        if (given is { Key: { } key } && scenario.Credentials.Role is null) return key;
        if (given?.Variables.GetValueOrDefault("ALIBABA_CLOUD_CREDENTIALS_URI") is { } uri && scenario.Credentials is { Via: CredentialsVia.Uri, Role: { } asked }) return await FetchAsync(uri, asked, ct);
        var role = scenario.Credentials.Role ?? RoleOf(scenario.Target.Function);
        if (role is null) return null;
        var life = scenario.Target.Function is null ? scenario.Credentials.Duration : FunctionSession;
        return Held(await orders.IssueAsync(new() { Role = role, RoleSessionName = SessionName, DurationSeconds = life?.TotalSeconds }, ct), role);
    }

    private string? RoleOf(string? function)
        => emulator.Configuration?.Functions.FirstOrDefault(declared => declared.Name == function)?.RoleArn is { } arn ? arn[(arn.LastIndexOf('/') + 1)..] : null;

    /// <summary>The very session that the command is given.</summary>
    private async Task<HeldCredential> FetchAsync(string uri, string role, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, uri);
        request.Headers.UserAgent.ParseAdd(Evidence.OwnAgent);
        using var reply = await emulator.Http.SendAsync(request, ct);
        using var json = JsonDocument.Parse(await reply.Content.ReadAsStringAsync(ct));
        if (!reply.IsSuccessStatusCode) throw new DrillImpossible($"The credentials URI answers {(int)reply.StatusCode}: {json.RootElement.GetProperty("Message").GetString()}");
        string Field(string name) => json.RootElement.GetProperty(name).GetString()!;
        return new(Field("AccessKeyId"), Field("AccessKeySecret"), Field("SecurityToken"), role, null) { Expiration = Time(Field("Expiration")) };
    }

    private static HeldCredential Held(CredentialReply minted, string role)
        => new(minted.AccessKeyId, minted.AccessKeySecret, minted.SecurityToken, role, null) { Expiration = Time(minted.Expiration) };

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private static Delivery Laid(
        Dictionary<string, string> variables, IReadOnlyDictionary<string, string> capture, IReadOnlyList<string> removed, HeldCredential? own, string? oidcToken, HeldCredential? key)
    {
        foreach (var (name, value) in capture) variables[name] = value;
        return new(variables, [.. removed, .. CredentialVariables.Names, .. CredentialVariables.Foreign], own, oidcToken, key);
    }

    private static Dictionary<string, string> Long(HeldCredential key) => new()
    {
        ["ALIBABA_CLOUD_ACCESS_KEY_ID"] = key.AccessKeyId,
        ["ALIBABA_CLOUD_ACCESS_KEY_SECRET"] = key.AccessKeySecret,
        ["OSS_ACCESS_KEY_ID"] = key.AccessKeyId,
        ["OSS_ACCESS_KEY_SECRET"] = key.AccessKeySecret,
    };

    private HeldCredential KeyOf(string user)
    {
        var configuration = emulator.Configuration ?? throw new DrillImpossible("The secret of a user's key is known only to a server that the drill starts itself; run it without --server.");
        var declared = configuration.Accounts.SelectMany(account => account.Users).FirstOrDefault(one => one.UserName.Equals(user, StringComparison.OrdinalIgnoreCase))
            ?? throw new DrillImpossible($"The configuration has no user '{user}'.");
        return declared.AccessKeys is [var key, ..] ? new(key.AccessKeyId, key.AccessKeySecret.Value, null, null, user) : throw new DrillImpossible($"The user '{user}' has no access key in the configuration.");
    }
}
