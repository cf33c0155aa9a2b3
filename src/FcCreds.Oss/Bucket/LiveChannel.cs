using System.Xml.Linq;
using FcCreds.Oss.Access;
using FcCreds.Oss.Api;
using FcCreds.Oss.Settings;

namespace FcCreds.Oss.Bucket;

/// <summary>A live channel: its configuration is kept; no stream can be pushed to it, so it is always idle.</summary>
internal static class LiveChannel
{
    /// <summary>Among the bucket's settings.</summary>
    public const string Kind = "live";

    public const string Root = "LiveChannelConfiguration";

    public static string Name(OssCall call) => $"{Kind}/{call.Address.Key}";

    public static XElement Find(OssCall call) => Find(call.Settings, call);

    public static XElement Find(BucketSettings settings, OssCall call)
        => XElement.Parse(settings.Find(Name(call)) ?? throw OssErrors.NoSuchLiveChannel.With(("ChannelId", call.Address.Key)));

    public static XElement Urls(string element, string url) => new(element, new XElement("Url", url));

    public static string PublishUrl(OssCall call, string channel) => $"rtmp://{Host(call)}/live/{channel}";

    public static string PlayUrl(OssCall call, string channel, XElement configuration)
        => $"http://{Host(call)}/{channel}/{configuration.Element("Target")!.Element("PlaylistName")!.Value}";

    private static string Host(OssCall call)
        => $"{call.Bucket.Name}.{call.Options.ExtranetEndpoint.Replace("{region}", call.Bucket.Region, StringComparison.Ordinal)}";
}

/// <summary>"PutLiveChannel".</summary>
internal sealed class PutLiveChannel : IOperation<PutLiveChannel>
{
    private const int MaxBody = 16 * 1024;

    public required XElement Configuration { get; init; }

    public static OperationState State => OperationState.Stored;

    public static async ValueTask<PutLiveChannel> ReadAsync(OssCall call, CancellationToken ct)
    {
        var given = await OssXml.ReadAsync(call, LiveChannel.Root, MaxBody, ct) ?? throw OssXml.Malformed("The body is empty.");
        var target = Expect.Child(given, "Target");
        Expect.OneOf(target, "Type", "HLS");
        return new()
        {
            Configuration = new(LiveChannel.Root,
                new XElement("Description", given.Element("Description")?.Value ?? ""),
                new XElement("Status", given.Element("Status") is null ? "enabled" : Expect.OneOf(given, "Status", "enabled", "disabled")),
                new XElement("Target",
                    new XElement("Type", "HLS"),
                    new XElement("FragDuration", target.Element("FragDuration") is null ? 5 : Expect.Number(target, "FragDuration", 1, 100)),
                    new XElement("FragCount", target.Element("FragCount") is null ? 3 : Expect.Number(target, "FragCount", 1, 100)),
                    new XElement("PlaylistName", target.Element("PlaylistName")?.Value ?? "playlist.m3u8")),
                new XElement("LastModified", OssXml.Time(call.Clocks.Wire.GetUtcNow()))),
        };
    }

    public static IEnumerable<Demand> Demands(PutLiveChannel input, OssCall call) => [Demand.OnObject(call, AclAccess.Manage)];

    public static async ValueTask<OssReply> RunAsync(PutLiveChannel input, OssCall call, CancellationToken ct)
    {
        await call.ChangeSettingsAsync(settings => settings.With(LiveChannel.Name(call), input.Configuration.ToString(SaveOptions.DisableFormatting)), ct);
        return OssReply.Xml(new XElement("CreateLiveChannelResult",
            LiveChannel.Urls("PublishUrls", LiveChannel.PublishUrl(call, call.Address.Key)),
            LiveChannel.Urls("PlayUrls", LiveChannel.PlayUrl(call, call.Address.Key, input.Configuration))));
    }
}

/// <summary>"PutLiveChannelStatus".</summary>
internal sealed class PutLiveChannelStatus : IOperation<PutLiveChannelStatus>
{
    public required string Status { get; init; }

    public static OperationState State => OperationState.Stored;

    public static ValueTask<PutLiveChannelStatus> ReadAsync(OssCall call, CancellationToken ct) => call.Query("status") is "enabled" or "disabled"
        ? new(new PutLiveChannelStatus { Status = call.Query("status")! })
        : throw OssErrors.BadArgument("The status is enabled or disabled.", "status", call.Query("status"));

    public static IEnumerable<Demand> Demands(PutLiveChannelStatus input, OssCall call) => [Demand.OnObject(call, AclAccess.Manage)];

    public static async ValueTask<OssReply> RunAsync(PutLiveChannelStatus input, OssCall call, CancellationToken ct)
    {
        await call.ChangeSettingsAsync(settings =>
        {
            var configuration = LiveChannel.Find(settings, call);
            configuration.SetElementValue("Status", input.Status);
            return settings.With(LiveChannel.Name(call), configuration.ToString(SaveOptions.DisableFormatting));
        }, ct);
        return OssReply.Empty();
    }
}

/// <summary>"GetLiveChannelInfo".</summary>
internal sealed class GetLiveChannelInfo : IPlainOperation<GetLiveChannelInfo>
{
    public static OperationState State => OperationState.Stored;

    public static IEnumerable<Demand> Demands(GetLiveChannelInfo input, OssCall call) => [Demand.OnObject(call, AclAccess.Manage)];

    public static ValueTask<OssReply> RunAsync(GetLiveChannelInfo input, OssCall call, CancellationToken ct)
    {
        var configuration = LiveChannel.Find(call);
        configuration.Element("LastModified")!.Remove();
        return new(OssReply.Xml(configuration));
    }
}

/// <summary>"GetLiveChannelStat": nobody is ever pushing.</summary>
internal sealed class GetLiveChannelStat : IPlainOperation<GetLiveChannelStat>
{
    public static OperationState State => OperationState.Stored;

    public static IEnumerable<Demand> Demands(GetLiveChannelStat input, OssCall call) => [Demand.OnObject(call, AclAccess.Manage)];

    public static ValueTask<OssReply> RunAsync(GetLiveChannelStat input, OssCall call, CancellationToken ct)
        => new(OssReply.Xml(new XElement("LiveChannelStat", new XElement("Status", LiveChannel.Find(call).Element("Status")!.Value == "enabled" ? "Idle" : "Disabled"))));
}

/// <summary>"GetLiveChannelHistory": nothing was ever pushed.</summary>
internal sealed class GetLiveChannelHistory : IPlainOperation<GetLiveChannelHistory>
{
    public static OperationState State => OperationState.Stored;

    public static IEnumerable<Demand> Demands(GetLiveChannelHistory input, OssCall call) => [Demand.OnObject(call, AclAccess.Manage)];

    public static ValueTask<OssReply> RunAsync(GetLiveChannelHistory input, OssCall call, CancellationToken ct)
    {
        LiveChannel.Find(call);
        return new(OssReply.Xml(new XElement("LiveChannelHistory")));
    }
}

/// <summary>"DeleteLiveChannel"; 204 whether or not it was there.</summary>
internal sealed class DeleteLiveChannel : IPlainOperation<DeleteLiveChannel>
{
    public static OperationState State => OperationState.Stored;

    public static IEnumerable<Demand> Demands(DeleteLiveChannel input, OssCall call) => [Demand.OnObject(call, AclAccess.Manage)];

    public static async ValueTask<OssReply> RunAsync(DeleteLiveChannel input, OssCall call, CancellationToken ct)
    {
        await call.ChangeSettingsAsync(settings => settings.With(LiveChannel.Name(call), null), ct);
        return OssReply.Empty(204);
    }
}
