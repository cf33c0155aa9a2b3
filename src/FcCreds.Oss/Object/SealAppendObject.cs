using FcCreds.Oss.Access;
using FcCreds.Oss.Api;

namespace FcCreds.Oss.Object;

/// <summary>"SealAppendObject": the object grows no more. The time of the first sealing stays.</summary>
internal sealed class SealAppendObject : IOperation<SealAppendObject>
{
    public const string TimeHeader = "x-oss-sealed-time";

    public required long Position { get; init; }

    public static string Parameters => AppendPosition.Parameter;

    public static ValueTask<SealAppendObject> ReadAsync(OssCall call, CancellationToken ct) => new(new SealAppendObject { Position = AppendPosition.Read(call) });

    public static IEnumerable<Demand> Demands(SealAppendObject input, OssCall call) => [Demand.OnObject(call, AclAccess.Write)];

    public static async ValueTask<OssReply> RunAsync(SealAppendObject input, OssCall call, CancellationToken ct)
    {
        while (true)
        {
            var version = await FindObject.AsNamedAsync(call, call.Name, null, ct);
            if (!AppendPosition.IsAppendable(version)) throw OssErrors.ObjectNotAppendable.With();
            AppendPosition.CheckEnd(input.Position, version.Length);
            var facts = ObjectFacts.Of(version);
            var sealedAt = facts.SealedAt ?? call.Clocks.Wire.GetUtcNow();
            // An append asks for unchanged facts, so none comes in between.
            if (facts.SealedAt is null && !await call.Store.ReplaceFactsAsync(version, (facts with { SealedAt = sealedAt }).Write(), ct)) continue;
            return OssReply.Empty().With(TimeHeader, ObjectHeaders.HttpTime(sealedAt)).With("x-oss-version-id", call.VersionIdOf(version));
        }
    }
}
