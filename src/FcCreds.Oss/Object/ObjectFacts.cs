using System.Text.Json;
using FcCreds.Oss.Access;
using FcCreds.Oss.Select;
using FcCreds.Storage;

namespace FcCreds.Oss.Object;

/// <summary>What can change about an object without rewriting it.</summary>
internal sealed record ObjectFacts
{
    private static readonly ObjectFacts None = new();

    /// <summary><c>default</c> follows the bucket.</summary>
    public string Acl { get; init; } = AccessControl.Default;

    /// <summary>Null for none.</summary>
    public ObjectTag[]? Tags { get; init; }

    /// <summary>Since when an appendable object grows no more; null while it does.</summary>
    public DateTimeOffset? SealedAt { get; init; }

    /// <summary>Null for a version that may be removed at any time.</summary>
    public Retention? Retention { get; init; }

    /// <summary>Keeps a version until it is lifted.</summary>
    public bool LegalHold { get; init; }

    /// <summary>Null for an object that was never restored, or frozen again by hand.</summary>
    public RestoreState? Restore { get; init; }

    /// <summary>When a lifecycle rule moved it to Cold Archive or Deep Cold Archive; null for others.</summary>
    public DateTimeOffset? TransitionedAt { get; init; }

    /// <summary>Null for an object of which nobody asked for it.</summary>
    public SelectMeta? SelectMeta { get; init; }

    public static ObjectFacts Of(ObjectVersion version) => Of(version.Description);

    public static ObjectFacts Of(ObjectDescription description) => description.Facts is { Length: > 0 } kept
        ? JsonSerializer.Deserialize(kept.Span, OssJson.Default.ObjectFacts) ?? new()
        : new();

    /// <summary>Changes the facts of the version addressed, on what others have made of them meanwhile until nobody was faster.</summary>
    public static async ValueTask<ObjectVersion> ChangeAsync(OssCall call, Func<ObjectVersion, ObjectFacts, ObjectFacts> change, CancellationToken ct)
    {
        while (true)
        {
            var version = await FindObject.AddressedAsync(call, ct);
            if (await call.Store.ReplaceFactsAsync(version, change(version, Of(version)).Write(), ct)) return version;
        }
    }

    public ReadOnlyMemory<byte> Write() => this == None ? default : JsonSerializer.SerializeToUtf8Bytes(this, OssJson.Default.ObjectFacts);
}
