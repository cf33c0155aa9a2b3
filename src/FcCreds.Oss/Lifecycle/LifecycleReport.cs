using System.Text.Json.Serialization;

namespace FcCreds.Oss.Lifecycle;

/// <summary>What a run did in one bucket.</summary>
internal sealed record LifecycleReport(string Bucket)
{
    /// <summary>Current objects that were deleted, or hidden behind a delete marker.</summary>
    public int Expired { get; set; }

    /// <summary>Noncurrent versions that were removed.</summary>
    public int NoncurrentExpired { get; set; }

    /// <summary>Delete markers that were all that was left of their object.</summary>
    public int MarkersRemoved { get; set; }

    /// <summary>Versions that went to a colder storage class.</summary>
    public int Transitioned { get; set; }

    public int UploadsAborted { get; set; }

    [JsonIgnore]
    public bool DidAnything => Expired + NoncurrentExpired + MarkersRemoved + Transitioned + UploadsAborted > 0;

    public override string ToString()
        => $"{Bucket}: {Expired} objects expired, {Transitioned} moved to a colder class, {NoncurrentExpired} old versions and {MarkersRemoved} delete markers removed, {UploadsAborted} uploads aborted.";
}
