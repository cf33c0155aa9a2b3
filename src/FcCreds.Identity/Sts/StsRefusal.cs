using FcCreds.Core.Errors;

namespace FcCreds.Identity.Sts;

/// <summary>The body of an error: five fields, and the evidence of a denial when there is one.</summary>
internal static class StsRefusal
{
    private const string DefaultHost = "sts.aliyuncs.com";

    public static StsReply Of(ServiceException refused, StsRequest request)
    {
        var code = refused.Error.Code;
        List<ReplyField> fields =
        [
            ReplyField.Of("RequestId", request.RequestId),
            ReplyField.Of("HostId", request.Wire.Host.Length == 0 ? DefaultHost : request.Wire.Host),
            ReplyField.Of("Code", code),
            ReplyField.Of("Message", refused.Message),
            ReplyField.Of("Recommend", $"https://api.aliyun.com/troubleshoot?q={Uri.EscapeDataString(code)}&product=Sts&requestId={request.RequestId}"),
        ];
        if (refused.Details.Count > 0)
            fields.Add(ReplyField.Group("AccessDeniedDetail", [.. refused.Details.Select(detail => ReplyField.Of(detail.Name, detail.Value))]));
        return new("Error", fields);
    }
}
