using FcCreds.Drills.Running;

namespace FcCreds.Drills.Targets;

/// <summary>What is under load.</summary>
internal interface IDrillTarget : IAsyncDisposable
{
    Task<TargetAnswer> RequestAsync(CancellationToken ct);

    /// <summary>Its own clock moves; false when it cannot.</summary>
    bool MoveClock(TimeSpan shift);

    /// <summary>Puts the user's new key where it looks for it.</summary>
    void LayOutKey(string accessKeyId, string accessKeySecret);

    /// <summary>Puts a token where it looks for it.</summary>
    void LayOutToken(string token);
}
