using System.Text.Json;

namespace FcCreds.Server.Control;

/// <summary>
/// What a test asks for: an account of its own with these roles and buckets. Generated JSON code sets what an order leaves out to null,
/// past the initializer.
/// </summary>
internal sealed record SandboxOrder
{
    public IReadOnlyList<SandboxRole> Roles { get; init => field = value ?? []; } = [];

    /// <summary>Names as the test says them; the buckets made have a suffix that no other sandbox has.</summary>
    public IReadOnlyList<string> Buckets { get; init => field = value ?? []; } = [];
}

/// <summary>A role that the sandbox's user and Function Compute may assume.</summary>
internal sealed record SandboxRole
{
    public required string Name { get; init; }

    /// <summary>Actions, such as <c>oss:PutObject</c>.</summary>
    public IReadOnlyList<string> Allow { get; init => field = value ?? []; } = [];

    /// <summary>ARNs, or <c>bucket/key*</c> with a bucket as the order names it; everything when left out.</summary>
    public IReadOnlyList<string> Resources { get; init => field = value ?? []; } = [];

    /// <summary>A whole policy document instead of actions.</summary>
    public JsonElement? Policy { get; init; }
}

/// <summary>The sandbox's keys: the account's own, and those of a user that may assume its roles.</summary>
internal sealed record SandboxReply
{
    public required string AccountId { get; init; }

    public required string Region { get; init; }

    public required string RootAccessKeyId { get; init; }

    public required string RootAccessKeySecret { get; init; }

    public required string UserAccessKeyId { get; init; }

    public required string UserAccessKeySecret { get; init; }

    public required string Suffix { get; init; }

    /// <summary>By the order's name, the bucket that was made.</summary>
    public required IReadOnlyDictionary<string, string> Buckets { get; init; }

    /// <summary>The journal's last event before the sandbox; what it did comes after.</summary>
    public required long JournalSequence { get; init; }

    // The record's own would print the secrets.
    public override string ToString() => $"sandbox {AccountId}";
}
