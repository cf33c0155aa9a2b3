using System.Diagnostics.CodeAnalysis;
using FcCreds.Core.Http;

namespace FcCreds.Identity.Rpc;

/// <summary>A call of an RPC-style API, wherever its parameters stood: query, form or headers.</summary>
internal sealed class RpcRequest
{
    private readonly Dictionary<string, string> parameters = new(StringComparer.Ordinal);
    private readonly string? ambiguous;

    public RpcRequest(WireRequest wire, string requestId)
    {
        Wire = wire;
        RequestId = requestId;
        foreach (var (name, value) in wire.Query.Concat(wire.Form))
        {
            if (!parameters.TryAdd(name, value ?? "") && parameters[name] != (value ?? "")) ambiguous ??= name;
        }
        // x-acs-action says nothing: @alicloud/pop-core 1.8 sends it along with RPC signatures too.
        IsAcs3 = wire.Header("Authorization")?.StartsWith("ACS3-", StringComparison.Ordinal) == true;
        Action = this["Action"] ?? wire.Header("x-acs-action");
        Version = this["Version"] ?? wire.Header("x-acs-version");
    }

    public WireRequest Wire { get; }

    public string RequestId { get; }

    /// <summary>Signed in the Authorization header (<c>ACS3-HMAC-SHA256</c>), not by parameters.</summary>
    public bool IsAcs3 { get; }

    public string? Action { get; }

    public string? Version { get; }

    /// <summary><c>Format</c> wins, then Accept. Without either, ACS3 calls get JSON, for their clients read nothing else, and RPC calls what the service documents.</summary>
    public bool WantsJson(RpcService? service)
    {
        if (this["Format"] is { } format) return format.Equals("JSON", StringComparison.OrdinalIgnoreCase);
        var accept = Wire.Header("Accept") ?? "";
        if (accept.Contains("json", StringComparison.OrdinalIgnoreCase)) return true;
        return (IsAcs3 || service is { AnswersJson: true }) && !accept.Contains("xml", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>A parameter; null when it was not sent.</summary>
    public string? this[string name] => parameters.GetValueOrDefault(name);

    /// <summary>Refuses a parameter that was sent twice with different values: signatures cover only one of them.</summary>
    public void RequireUnambiguous()
    {
        if (ambiguous is not null) throw RpcErrors.Ambiguous(ambiguous);
    }

    /// <summary>False for parameters that are absent or sent empty, as SDKs do with those their user left unset.</summary>
    public bool Has(string name, [NotNullWhen(true)] out string? value) => !string.IsNullOrEmpty(value = this[name]);

    public string Required(string name) => Has(name, out var value) ? value : throw RpcErrors.Missing(name);
}
