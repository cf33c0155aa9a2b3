using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using FcCreds.Core.Errors;
using FcCreds.Core.Http;
using FcCreds.Core.Signing;

namespace FcCreds.Identity.Upstream;

/// <summary>Reads a role at somebody else's RAM, with calls that change nothing.</summary>
internal sealed class UpstreamRam : IDisposable
{
    /// <summary>RAM's endpoint in the cloud.</summary>
    public static readonly Uri Cloud = new("https://ram.aliyuncs.com");

    private const int MaxReply = 256 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly ServiceError Refused = new("UpstreamRamRefused", 502, "The upstream RAM refused the request.");

    private readonly Uri endpoint;
    private readonly SigningKey key;
    private readonly TimeProvider time;
    private readonly HttpClient http;

    public UpstreamRam(Uri endpoint, SigningKey key, TimeProvider time)
    {
        (this.endpoint, this.key, this.time) = (endpoint, key, time);
        // A signed request is for whom it was signed for: no redirect.
        http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = !endpoint.IsLoopback }) { Timeout = Timeout.InfiniteTimeSpan, MaxResponseContentBufferSize = MaxReply };
    }

    /// <summary>The role as it is now, and what could not be read of it.</summary>
    /// <exception cref="ServiceException">The role itself could not be read.</exception>
    public async Task<(UpstreamRoleRecord Role, IReadOnlyList<string> Mistakes)> ReadAsync(string roleName, CancellationToken ct)
    {
        var role = (await AskAsync("GetRole", [new("RoleName", roleName)], UpstreamJson.Default.GetRoleReply, ct)).Role;
        if (role is not { IsWhole: true }) throw No("GetRole", "its answer is no role");
        List<string> mistakes = [];
        List<UpstreamPolicy> policies = [];
        try
        {
            foreach (var listed in (await AskAsync("ListPoliciesForRole", [new("RoleName", roleName)], UpstreamJson.Default.ListPoliciesReply, ct)).Policies?.Policy ?? [])
            {
                if (string.IsNullOrEmpty(listed.PolicyName) || string.IsNullOrEmpty(listed.PolicyType)) mistakes.Add("ListPoliciesForRole: a policy without a name");
                else await ReadPolicyAsync(listed, policies, mistakes, ct);
            }
        }
        catch (ServiceException refused)
        {
            mistakes.Add(refused.Message);
        }
        return (role with { Policies = policies }, mistakes);
    }

    public void Dispose() => http.Dispose();

    private async Task ReadPolicyAsync(ListedPolicy listed, List<UpstreamPolicy> policies, List<string> mistakes, CancellationToken ct)
    {
        try
        {
            var read = await AskAsync("GetPolicy", [new("PolicyName", listed.PolicyName), new("PolicyType", listed.PolicyType)], UpstreamJson.Default.GetPolicyReply, ct);
            if (read.DefaultPolicyVersion?.PolicyDocument is { Length: > 0 } document) policies.Add(new(listed.PolicyType!, listed.PolicyName!, document, read.Policy?.Description ?? ""));
            else mistakes.Add($"GetPolicy: {listed.PolicyName} has no document");
        }
        catch (ServiceException refused)
        {
            // The others are read all the same, so that one run tells everything that is missing.
            mistakes.Add($"{listed.PolicyName}: {refused.Message}");
        }
    }

    private async Task<T> AskAsync<T>(string action, IReadOnlyList<QueryParameter> query, JsonTypeInfo<T> type, CancellationToken ct)
    {
        using var deadline = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, ct);
        try
        {
            using var request = Acs3Request.Create(endpoint, action, "2015-05-01", query, key, time);
            using var reply = await http.SendAsync(request, either.Token);
            var body = await reply.Content.ReadAsByteArrayAsync(either.Token);
            if (reply.IsSuccessStatusCode) return JsonSerializer.Deserialize(body, type) ?? throw No(action, "its answer is empty");
            throw No(action, UpstreamReply.Read(body) is { Code: { } code } told ? $"{code}: {told.Message}" : string.Create(CultureInfo.InvariantCulture, $"status {(int)reply.StatusCode}"));
        }
        catch (JsonException)
        {
            throw No(action, "its answer is not JSON as RAM writes it");
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw No(action, $"no answer within {Patience.TotalSeconds:0} seconds");
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            throw No(action, failure.Message);
        }
    }

    /// <summary>SignatureDoesNotMatch echoes what was signed, and that may hold the token.</summary>
    private ServiceException No(string action, string why)
    {
        foreach (var secret in new[] { key.AccessKeySecret, key.SecurityToken })
        {
            if (secret is { Value.Length: > 0 } one) why = why.Replace(one.Value, "***", StringComparison.Ordinal).Replace(PercentEncoding.Encode(one.Value), "***", StringComparison.Ordinal);
        }
        return Refused.Saying($"{action} at {endpoint.Authority}: {why}");
    }
}
