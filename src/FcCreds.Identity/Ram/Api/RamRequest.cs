using System.Globalization;
using FcCreds.Core.Callers;
using FcCreds.Core.Ids;
using FcCreds.Core.Policy;
using FcCreds.Identity.Ram.Records;
using FcCreds.Identity.Rpc;

namespace FcCreds.Identity.Ram.Api;

/// <summary>A request to RAM or IMS: its parameters, and what an operation needs besides.</summary>
internal sealed class RamRequest(RpcCall call, RpcContext context)
{
    public Caller Caller => call.Caller;

    public string AccountId => call.Caller.AccountId;

    public IdSource Ids => context.Ids;

    public CallerResolver Callers => context.Callers;

    public DiagnosticMessages Diagnostics => context.Diagnostics;

    public DateTimeOffset Now { get; } = context.Clocks.Wire.GetUtcNow();

    /// <summary>As it was when the request came.</summary>
    public AccountRecord Account { get; } = context.Directory.Find(call.Caller.AccountId) ?? throw RpcErrors.AccessKeyNotFound.With();

    /// <summary>Null for parameters that are absent or sent empty.</summary>
    public string? Find(string name) => call.Request.Has(name, out var value) ? value : null;

    /// <summary>Empty where it was sent empty: of texts that an update may clear.</summary>
    public string? Sent(string name) => call.Request[name];

    public string Required(string name) => call.Request.Required(name);

    public bool? Flag(string name) => Find(name) switch
    {
        null => null,
        var text when bool.TryParse(text, out var flag) => flag,
        _ => throw RamErrors.Incorrect(name),
    };

    public int? Number(string name, int least, int most)
    {
        if (Find(name) is not { } text) return null;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw RamErrors.OutOfRange(name, least, most);
    }

    /// <summary>Of the named user, or, where no name is sent, of the user who calls.</summary>
    public string UserName() => Find("UserName") ?? (Caller.Kind == CallerKind.RamUser ? Caller.Name : Required("UserName"));

    /// <summary>A resource of the account as policies write it.</summary>
    public string Arn(string kind, string name) => $"acs:ram:*:{AccountId}:{kind}/{name}";
}
