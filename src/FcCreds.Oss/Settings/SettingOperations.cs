using System.Xml.Linq;
using FcCreds.Oss.Access;
using FcCreds.Oss.Api;

namespace FcCreds.Oss.Settings;

/// <summary>Where among a bucket's settings the document is that a request means.</summary>
internal static class SettingName
{
    public static string Of<T>(OssCall call)
        where T : IBucketSetting
        => T.KeyParameter is { } parameter ? $"{T.Name}/{call.Query(parameter)}" : T.Name;
}

/// <summary>Put of a bucket setting.</summary>
internal sealed class PutSetting<T> : IOperation<PutSetting<T>>
    where T : IBucketSetting
{
    public required XElement Document { get; init; }

    public static string Headers => T.Headers;

    public static OperationState State => T.State;

    public static async ValueTask<PutSetting<T>> ReadAsync(OssCall call, CancellationToken ct)
    {
        var given = await OssXml.ReadAsync(call, T.Root, T.MaxBody, ct) ?? throw OssXml.Malformed("The body is empty.");
        var document = T.Check(given, call);
        await T.CheckAgainstStoreAsync(document, call, ct);
        return new() { Document = document };
    }

    public static IEnumerable<Demand> Demands(PutSetting<T> input, OssCall call) => [Demand.OnBucket(call), .. T.AlsoDemands(input.Document)];

    public static async ValueTask<OssReply> RunAsync(PutSetting<T> input, OssCall call, CancellationToken ct)
    {
        var (name, text) = (SettingName.Of<T>(call), input.Document.ToString(SaveOptions.DisableFormatting));
        await call.ChangeSettingsAsync(settings => settings.With(name, text), ct);
        return OssReply.Empty();
    }
}

/// <summary>Get of a bucket setting.</summary>
internal sealed class GetSetting<T> : IPlainOperation<GetSetting<T>>
    where T : IBucketSetting
{
    public static OperationState State => T.State;

    public static IEnumerable<Demand> Demands(GetSetting<T> input, OssCall call) => [Demand.OnBucket(call)];

    public static ValueTask<OssReply> RunAsync(GetSetting<T> input, OssCall call, CancellationToken ct)
        => new(OssReply.Xml(call.Settings.Find(SettingName.Of<T>(call)) is { } kept ? XElement.Parse(kept, LoadOptions.PreserveWhitespace) : T.WhenNotSet(call)));
}

/// <summary>Delete of a bucket setting; 204 whether or not it was set.</summary>
internal sealed class DeleteSetting<T> : IPlainOperation<DeleteSetting<T>>
    where T : IBucketSetting
{
    public static OperationState State => T.State;

    public static IEnumerable<Demand> Demands(DeleteSetting<T> input, OssCall call) => [Demand.OnBucket(call)];

    public static async ValueTask<OssReply> RunAsync(DeleteSetting<T> input, OssCall call, CancellationToken ct)
    {
        var name = SettingName.Of<T>(call);
        await call.ChangeSettingsAsync(settings => settings.With(name, null), ct);
        return OssReply.Empty(204);
    }
}
