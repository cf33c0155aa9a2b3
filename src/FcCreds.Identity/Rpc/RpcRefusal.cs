using FcCreds.Core.Errors;
using FcCreds.Core.Policy;

namespace FcCreds.Identity.Rpc;

/// <summary>The body of an error: five fields, and the evidence of a denial when there is one.</summary>
internal static class RpcRefusal
{
    private const string DefaultHost = "sts.aliyuncs.com";
    private const string DefaultProduct = "Sts";

    public static RpcReply Of(ServiceException refused, RpcCall call, DiagnosticMessages diagnostics)
    {
        var (request, code) = (call.Request, refused.Error.Code);
        List<ReplyField> fields =
        [
            ReplyField.Of("RequestId", request.RequestId),
            ReplyField.Of("HostId", request.Wire.Host.Length > 0 ? request.Wire.Host : call.Service?.Host ?? DefaultHost),
            ReplyField.Of("Code", code),
            ReplyField.Of("Message", refused.Message),
            ReplyField.Of("Recommend", $"https://api.aliyun.com/troubleshoot?q={Uri.EscapeDataString(code)}&product={call.Service?.Product ?? DefaultProduct}&requestId={request.RequestId}"),
        ];
        if (refused.Details.Count > 0)
            fields.Add(ReplyField.Group(AccessDeniedDetail.ElementName, [.. Evidence(refused, call, diagnostics).Select(detail => ReplyField.Of(detail.Name, detail.Value))]));
        return new("Error", fields);
    }

    private static IEnumerable<(string Name, string Value)> Evidence(ServiceException refused, RpcCall call, DiagnosticMessages diagnostics)
        => call.Decision is { IsAllowed: false } denied
            ? refused.Details.Append((DiagnosticMessages.ElementName, diagnostics.Encode(DiagnosticMessage.Of(call.Caller, denied))))
            : refused.Details;
}
