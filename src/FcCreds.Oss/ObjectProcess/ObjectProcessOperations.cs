using System.Xml.Linq;
using FcCreds.Oss.Access;
using FcCreds.Oss.Api;
using FcCreds.Oss.Settings;

namespace FcCreds.Oss.ObjectProcess;

/// <summary>"CreateAccessPointForObjectProcess".</summary>
internal sealed class CreateAccessPointForObjectProcess : IOperation<CreateAccessPointForObjectProcess>
{
    private const int MaxBody = 64 * 1024;

    public required XElement Point { get; init; }

    public required XElement Configuration { get; init; }

    public static string Headers => ObjectProcessPoint.Header;

    public static async ValueTask<CreateAccessPointForObjectProcess> ReadAsync(OssCall call, CancellationToken ct)
    {
        var given = await OssXml.ReadAsync(call, "CreateAccessPointForObjectProcessConfiguration", MaxBody, ct) ?? throw OssXml.Malformed("The body is empty.");
        return new() { Point = ObjectProcessPoint.Make(given, call), Configuration = ObjectProcessConfiguration.Check(given) };
    }

    public static IEnumerable<Demand> Demands(CreateAccessPointForObjectProcess input, OssCall call) => [Demand.OnBucket(call)];

    public static async ValueTask<OssReply> RunAsync(CreateAccessPointForObjectProcess input, OssCall call, CancellationToken ct)
    {
        var (name, point, configuration) = (ObjectProcessPoint.NameIn(call), Text(input.Point), Text(input.Configuration));
        var alias = input.Point.Element("AccessPointForObjectProcessAlias")!;
        if (await IsTakenAsync(call, alias.Value, ct)) throw OssErrors.AccessPointAlreadyExists.With();
        await ObjectProcessAliases.LeadAsync(call.Store.Documents, alias.Value, call.Bucket.Name, ct);
        await call.ChangeSettingsAsync(
            settings => settings.Find($"{ObjectProcessPoint.Kind}/{name}") is null
                ? settings.With($"{ObjectProcessPoint.Kind}/{name}", point).With($"{ObjectProcessPoint.ConfigKind}/{name}", configuration)
                : throw OssErrors.AccessPointAlreadyExists.With(),
            ct);
        return OssReply.Xml(new XElement("CreateAccessPointForObjectProcessResult", input.Point.Element("AccessPointForObjectProcessArn"), alias));
    }

    /// <summary>By another bucket of the account: the alias would lead to that one no more.</summary>
    private static async ValueTask<bool> IsTakenAsync(OssCall call, string alias, CancellationToken ct)
        => await ObjectProcessAliases.BucketOfAsync(call.Store.Documents, alias, ct) is { } other && other != call.Bucket.Name
            && ObjectProcessPoint.ByAlias(await call.SettingsStore.FindAsync(other, ct), alias) is not null;

    private static string Text(XElement element) => element.ToString(SaveOptions.DisableFormatting);
}

/// <summary>"GetAccessPointForObjectProcess"; whether what is public is blocked is part of the configuration.</summary>
internal sealed class GetAccessPointForObjectProcess : IPlainOperation<GetAccessPointForObjectProcess>
{
    public static string Headers => ObjectProcessPoint.Header;

    public static IEnumerable<Demand> Demands(GetAccessPointForObjectProcess input, OssCall call) => [Demand.OnBucket(call)];

    public static ValueTask<OssReply> RunAsync(GetAccessPointForObjectProcess input, OssCall call, CancellationToken ct)
    {
        var point = ObjectProcessPoint.Find(call);
        point.Add(ObjectProcessPoint.ConfigurationOf(call.Settings, ObjectProcessPoint.NameIn(call)).Element(BucketPublicAccessBlock.Root));
        return new(OssReply.Xml(point));
    }
}

/// <summary>"DeleteAccessPointForObjectProcess", with its configuration, policy and alias.</summary>
internal sealed class DeleteAccessPointForObjectProcess : IPlainOperation<DeleteAccessPointForObjectProcess>
{
    public static string Headers => ObjectProcessPoint.Header;

    public static IEnumerable<Demand> Demands(DeleteAccessPointForObjectProcess input, OssCall call) => [Demand.OnBucket(call)];

    public static async ValueTask<OssReply> RunAsync(DeleteAccessPointForObjectProcess input, OssCall call, CancellationToken ct)
    {
        var (point, name) = (ObjectProcessPoint.Find(call), ObjectProcessPoint.NameIn(call));
        string[] its = [ObjectProcessPoint.Kind, ObjectProcessPoint.ConfigKind, ObjectProcessPoint.PolicySetting];
        await call.ChangeSettingsAsync(settings => its.Aggregate(settings, (left, kind) => left.With($"{kind}/{name}", null)), ct);
        await ObjectProcessAliases.ForgetAsync(call.Store.Documents, point.Element("AccessPointForObjectProcessAlias")!.Value, ct);
        return OssReply.Empty(204);
    }
}

/// <summary>"ListAccessPointsForObjectProcess" of the caller's account.</summary>
internal sealed class ListAccessPointsForObjectProcess : IPlainOperation<ListAccessPointsForObjectProcess>
{
    private static readonly string[] Shown =
        ["AccessPointNameForObjectProcess", "AccessPointForObjectProcessAlias", "AccessPointName", "Status", "AllowAnonymousAccessForObjectProcess"];

    public static string Parameters => "max-keys continuation-token";

    public static IEnumerable<Demand> Demands(ListAccessPointsForObjectProcess input, OssCall call) => [Demand.OnService(call)];

    public static async ValueTask<OssReply> RunAsync(ListAccessPointsForObjectProcess input, OssCall call, CancellationToken ct)
    {
        var all = new List<KeyValuePair<string, string>>();
        foreach (var bucket in await call.Store.ListBucketsAsync(call.Caller.AccountId, ct))
            all.AddRange((await call.SettingsStore.FindAsync(bucket, ct)).All(ObjectProcessPoint.Kind));
        var (token, limit) = (call.Query("continuation-token") ?? "", call.QueryNumber("max-keys", 100, 1, 1000));
        var rest = all.Where(one => string.CompareOrdinal(one.Key, token) > 0).OrderBy(one => one.Key, StringComparer.Ordinal).ToArray();
        var isTruncated = rest.Length > limit;
        return OssReply.Xml(new XElement("ListAccessPointsForObjectProcessResult",
            new XElement("IsTruncated", isTruncated),
            new XElement("NextContinuationToken", isTruncated ? rest[limit - 1].Key : null),
            new XElement("AccountId", call.Caller.AccountId),
            new XElement("AccessPointsForObjectProcess", rest.Take(limit).Select(one => Entry(XElement.Parse(one.Value))))));
    }

    private static XElement Entry(XElement point) => new("AccessPointForObjectProcess", Shown.Select(name => point.Element(name)));
}

/// <summary>"PutAccessPointConfigForObjectProcess": which function, with which role.</summary>
internal sealed class PutAccessPointConfigForObjectProcess : IOperation<PutAccessPointConfigForObjectProcess>
{
    private const int MaxBody = 64 * 1024;

    public required XElement Configuration { get; init; }

    public static string Headers => ObjectProcessPoint.Header;

    public static async ValueTask<PutAccessPointConfigForObjectProcess> ReadAsync(OssCall call, CancellationToken ct)
    {
        var given = await OssXml.ReadAsync(call, "PutAccessPointConfigForObjectProcessConfiguration", MaxBody, ct) ?? throw OssXml.Malformed("The body is empty.");
        return new() { Configuration = ObjectProcessConfiguration.Check(given) };
    }

    public static IEnumerable<Demand> Demands(PutAccessPointConfigForObjectProcess input, OssCall call) => [Demand.OnBucket(call)];

    public static async ValueTask<OssReply> RunAsync(PutAccessPointConfigForObjectProcess input, OssCall call, CancellationToken ct)
    {
        ObjectProcessPoint.Find(call);
        var (name, text) = ($"{ObjectProcessPoint.ConfigKind}/{ObjectProcessPoint.NameIn(call)}", input.Configuration.ToString(SaveOptions.DisableFormatting));
        await call.ChangeSettingsAsync(settings => settings.With(name, text), ct);
        return OssReply.Empty();
    }
}

/// <summary>"GetAccessPointConfigForObjectProcess".</summary>
internal sealed class GetAccessPointConfigForObjectProcess : IPlainOperation<GetAccessPointConfigForObjectProcess>
{
    public static string Headers => ObjectProcessPoint.Header;

    public static IEnumerable<Demand> Demands(GetAccessPointConfigForObjectProcess input, OssCall call) => [Demand.OnBucket(call)];

    public static ValueTask<OssReply> RunAsync(GetAccessPointConfigForObjectProcess input, OssCall call, CancellationToken ct)
    {
        ObjectProcessPoint.Find(call);
        return new(OssReply.Xml(ObjectProcessPoint.ConfigurationOf(call.Settings, ObjectProcessPoint.NameIn(call))));
    }
}
