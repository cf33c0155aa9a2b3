using FcCreds.Fc.Instances;

namespace FcCreds.Fc.Api;

/// <summary>ListInstances: those that live.</summary>
internal static class FunctionInstances
{
    public static Task ListAsync(FcCall call)
    {
        var function = call.RequireFunction();
        var version = call.Qualifier is { Length: > 0 } qualifier ? FunctionQualifier.Require(function, qualifier) ?? CataloguedFunction.Latest : null;
        var instances = call.Context.Instances.All
            .Where(one => one.Plan.Function is var running && running.Name == function.Name && running.AccountId == call.Caller.AccountId)
            .Where(one => version is null || one.Plan.Function.VersionId == version)
            .OrderBy(one => one.StartedAt)
            .Select(Model);
        return call.ReplyAsync(new([.. instances], call.RequestId), FcJson.Readable.InstancePage);
    }

    private static InstanceModel Model(FunctionInstance instance)
    {
        var version = instance.Plan.Function.VersionId;
        // The code that was never published is version 0 here and LATEST everywhere else.
        return new(instance.Plan.InstanceId, version == CataloguedFunction.Latest ? "0" : version, version, "Running", instance.StartedAt.ToUnixTimeMilliseconds(), 0);
    }
}

internal sealed record InstanceModel(string InstanceId, string VersionId, string Qualifier, string Status, long CreatedTimeMs, long DestroyedTimeMs);

internal sealed record InstancePage(IReadOnlyList<InstanceModel> Instances, string RequestId);
