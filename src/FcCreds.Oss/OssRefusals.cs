using System.Xml.Linq;
using FcCreds.Core.Errors;
using FcCreds.Core.Policy;
using FcCreds.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace FcCreds.Oss;

/// <summary>Renders every error of OSS: the XML of protocol/oss.md §2.6, <c>x-oss-ec</c>, and <c>x-oss-err</c> for replies without a body.</summary>
internal sealed partial class OssRefusals(ILogger logger, DiagnosticMessages diagnostics)
{
    public OssReply Of(Exception thrown, OssCall call)
    {
        switch (thrown)
        {
            case ServiceException refusal:
                return Render(refusal, call);
            case BadHttpRequestException:
                // The body ended before its Content-Length, or its chunks are broken.
                return Render(OssErrors.RequestTimeout.With(), call);
            case NameNotStorableException limit:
                return Render(OssErrors.NotImplemented.Saying(limit.Message), call);
            case StoreUnavailableException unavailable:
                Log.StoreUnavailable(logger, call.RequestId, call.Row?.Name ?? call.Wire.Method, unavailable.Message);
                return Render(OssErrors.ServiceUnavailable.With(), call);
            default:
                Log.Failed(logger, call.RequestId, call.Row?.Name ?? call.Wire.Method, thrown);
                return Render(OssErrors.InternalError.With(), call);
        }
    }

    private OssReply Render(ServiceException refusal, OssCall call)
    {
        var error = refusal.Error;
        if (error.Status == 304)
        {
            var unchanged = new OssReply(304) { Code = error.Code };
            foreach (var (name, value) in refusal.Headers) unchanged.With(name, value);
            return unchanged;
        }
        var xml = OssXml.Write(Element(refusal, call));
        var reply = new OssReply(error.Status)
        {
            Content = call.IsHead ? default : xml,
            // HEAD has no body but says how long it would have been.
            Length = xml.Length,
            Code = error.Code,
            Ec = error.Ec.Length > 0 ? error.Ec : null,
        };
        reply.With("Content-Type", OssXml.ContentType).With("x-oss-ec", reply.Ec).With("x-oss-err", Convert.ToBase64String(xml));
        foreach (var (name, value) in refusal.Headers) reply.With(name, value);
        return reply;
    }

    private XElement Element(ServiceException refusal, OssCall call)
    {
        var element = new XElement("Error",
            new XElement("Code", refusal.Error.Code),
            new XElement("Message", Whole(refusal.Message)),
            new XElement("RequestId", call.RequestId),
            new XElement("HostId", call.Wire.Host));
        // S3 has no such element.
        if (!call.SpeaksS3 && refusal.Error.Status == 403 && call.Access.RamDenial is { } denial)
            element.Add(new XElement(AccessDeniedDetail.ElementName, AccessDeniedDetail.Of(call.Caller, denial, diagnostics).Select(one => new XElement(one.Name, one.Value))));
        if (call.SpeaksS3) element.Add(new XElement("Resource", call.Received.RawPath));
        foreach (var (name, value) in refusal.Details) element.Add(new XElement(name, Whole(value)));
        if (refusal.Error.Ec is { Length: > 0 } ec)
        {
            element.Add(new XElement("EC", ec));
            element.Add(new XElement("RecommendDoc", $"https://api.aliyun.com/troubleshoot?q={ec}"));
        }
        return element;
    }

    /// <summary>Half a character, as XmlException quotes one of two halves, is nothing that XML can hold.</summary>
    private static string Whole(string text) => text.Any(char.IsSurrogate) ? string.Concat(text.EnumerateRunes()) : text;

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "{RequestId}: {Operation} could not be done, the client may try again. {Cause}")]
        public static partial void StoreUnavailable(ILogger logger, string requestId, string operation, string cause);

        [LoggerMessage(Level = LogLevel.Error, Message = "{RequestId}: {Operation} failed")]
        public static partial void Failed(ILogger logger, string requestId, string operation, Exception thrown);
    }
}
