using FcCreds.Drills.Running;

namespace FcCreds.Drills.Targets;

/// <summary>A function of the configuration.</summary>
internal sealed class FunctionTarget(IDrillCloud cloud, string function, string body) : IDrillTarget
{
    public Task<TargetAnswer> RequestAsync(CancellationToken ct) => cloud.InvokeAsync(function, body, ct);

    public bool MoveClock(TimeSpan shift) => false;

    public void LayOutKey(string accessKeyId, string accessKeySecret) { }

    public void LayOutToken(string token) { }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
