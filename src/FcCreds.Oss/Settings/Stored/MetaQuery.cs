using System.Xml.Linq;
using FcCreds.Oss.Access;
using FcCreds.Oss.Api;

namespace FcCreds.Oss.Settings.Stored;

/// <summary>"OpenMetaQuery": that an index is wanted is kept; there is none, so DoMetaQuery is not implemented.</summary>
internal sealed class OpenMetaQuery : IOperation<OpenMetaQuery>
{
    public const string Setting = "metaQuery";

    private static readonly OpenMetaQuery Input = new();

    public static string Parameters => "mode";

    public static OperationState State => OperationState.Stored;

    public static ValueTask<OpenMetaQuery> ReadAsync(OssCall call, CancellationToken ct) => call.Query("mode") is null or "basic" or "semantic"
        ? new(Input)
        : throw OssErrors.BadArgument("The mode is basic or semantic.", "mode", call.Query("mode"));

    public static IEnumerable<Demand> Demands(OpenMetaQuery input, OssCall call) => [Demand.OnBucket(call)];

    public static async ValueTask<OssReply> RunAsync(OpenMetaQuery input, OssCall call, CancellationToken ct)
    {
        if (call.Settings.Find(Setting) is not null) throw OssErrors.MetaQueryAlreadyExist.With();
        var (now, mode) = (OssXml.Time(call.Clocks.Wire.GetUtcNow()), call.Query("mode") ?? "basic");
        var status = new XElement("MetaQueryStatus",
            new XElement("State", "Running"),
            new XElement("Phase", "IncrementalScanning"),
            new XElement("CreateTime", now),
            new XElement("UpdateTime", now),
            new XElement("MetaQueryMode", mode)).ToString(SaveOptions.DisableFormatting);
        await call.ChangeSettingsAsync(settings => settings.With(Setting, status), ct);
        return OssReply.Empty();
    }
}

/// <summary>"GetMetaQueryStatus".</summary>
internal sealed class GetMetaQueryStatus : IPlainOperation<GetMetaQueryStatus>
{
    public static OperationState State => OperationState.Stored;

    public static IEnumerable<Demand> Demands(GetMetaQueryStatus input, OssCall call) => [Demand.OnBucket(call)];

    public static ValueTask<OssReply> RunAsync(GetMetaQueryStatus input, OssCall call, CancellationToken ct)
        => new(OssReply.Xml(XElement.Parse(call.Settings.Find(OpenMetaQuery.Setting) ?? throw OssErrors.MetaQueryNotExist.With())));
}

/// <summary>"CloseMetaQuery".</summary>
internal sealed class CloseMetaQuery : IPlainOperation<CloseMetaQuery>
{
    public static OperationState State => OperationState.Stored;

    public static IEnumerable<Demand> Demands(CloseMetaQuery input, OssCall call) => [Demand.OnBucket(call)];

    public static async ValueTask<OssReply> RunAsync(CloseMetaQuery input, OssCall call, CancellationToken ct)
    {
        await call.ChangeSettingsAsync(settings => settings.With(OpenMetaQuery.Setting, null), ct);
        return OssReply.Empty();
    }
}
