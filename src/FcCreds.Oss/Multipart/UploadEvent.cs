using FcCreds.Oss.Object;
using FcCreds.Storage;

namespace FcCreds.Oss.Multipart;

/// <summary>What listeners hear of an upload before there is an object.</summary>
internal static class UploadEvent
{
    /// <param name="eventName"><c>ObjectCreated:UploadPart</c> …</param>
    /// <param name="part">The part that came, if one did.</param>
    public static void Raise(OssCall call, string eventName, Upload upload, ObjectVersion? part = null)
    {
        if (!call.Events.AreWanted(call.Address.Bucket)) return;
        call.Told.Add(call.Events.TellAsync(new()
        {
            EventName = eventName,
            Bucket = call.Address.Bucket,
            BucketOwnerId = call.Bucket.OwnerAccountId,
            Region = call.Bucket.Region,
            Key = call.Address.Key,
            ETag = part?.Description.ETag ?? "",
            Size = part?.Length ?? 0,
            MimeType = upload.Headers.ContentType,
            UserMeta = upload.Headers.Meta?.ToDictionary(pair => ObjectHeaders.MetaPrefix + pair.Key, pair => pair.Value) ?? [],
            Time = part?.LastModified ?? call.Clocks.Wire.GetUtcNow(),
            RequestId = call.RequestId,
            SourceIpAddress = call.Wire.SourceIp,
            PrincipalId = call.Caller.PrincipalId,
            SessionId = call.Caller.Session?.SessionId,
        }));
    }
}
