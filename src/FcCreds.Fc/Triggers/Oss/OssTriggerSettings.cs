namespace FcCreds.Fc.Triggers.Oss;

/// <summary><c>triggerConfig</c> of an oss trigger (OSSTriggerConfig of the FC 3.0 API): which events of which keys.</summary>
internal sealed record OssTriggerSettings
{
    private const string Any = ":*";

    private static readonly string[] Keys = ["events", "filter"];

    private static readonly string[] Created =
    [
        "PutObject", "PutSymlink", "PostObject", "CopyObject", "InitiateMultipartUpload", "UploadPart", "UploadPartCopy", "CompleteMultipartUpload", "AppendObject",
    ];

    /// <summary>Every event that a trigger can name (page "OSS triggers").</summary>
    public static readonly IReadOnlyList<string> AllEvents =
    [
        .. Created.Select(name => $"oss:ObjectCreated:{name}"), "oss:ObjectCreated:*",
        "oss:ObjectRemoved:DeleteObject", "oss:ObjectRemoved:DeleteObjects", "oss:ObjectRemoved:AbortMultipartUpload", "oss:ObjectRemoved:*",
        "oss:ObjectModified:UpdateObjectMeta",
        "oss:ObjectReplication:ObjectCreated", "oss:ObjectReplication:ObjectRemoved", "oss:ObjectReplication:ObjectModified",
    ];

    public required IReadOnlyList<string> Events { get; init; }

    public string Prefix { get; init; } = "";

    public string Suffix { get; init; } = "";

    /// <summary>The settings as far as they could be read; worthless when <paramref name="problems"/> has got any.</summary>
    public static OssTriggerSettings? Read(string triggerConfig, List<SettingsProblem> problems)
    {
        if (SettingsSection.Parse(triggerConfig, "the config of an oss trigger", Keys, problems) is not { } section) return null;
        var events = section.Texts("events");
        if (events.Count == 0 && problems.Count == 0) section.Problem("events", "An oss trigger needs 'events', a list such as oss:ObjectCreated:*.");
        foreach (var (name, at) in events.Select((name, at) => (name, at + 1)))
        {
            if (AllEvents.Contains(name)) continue;
            var missing = AllEvents.Contains("oss:" + name) ? $" It begins with oss: in a trigger's config (and without it in the event): 'oss:{name}'." : "";
            section.Problems.Add(new($"{section.PathOf("events")}[{at}]", $"OSS has no event '{name}'; it has {string.Join(", ", AllEvents)}.{missing}"));
        }
        var key = section.Inner("filter", "a filter", ["key"])?.Inner("key", "the filter of a key", ["prefix", "suffix"]);
        return new() { Events = events, Prefix = key?.Text("prefix") ?? "", Suffix = key?.Text("suffix") ?? "" };
    }

    /// <param name="eventName">Without <c>oss:</c>.</param>
    /// <param name="key">Of the object.</param>
    public bool Wants(string eventName, string key)
        => key.StartsWith(Prefix, StringComparison.Ordinal) && key.EndsWith(Suffix, StringComparison.Ordinal) && Events.Any(one => Covers(one, "oss:" + eventName));

    /// <summary>Whether one object could come to both: the cloud refuses the second of two such triggers at one bucket.</summary>
    public bool Overlaps(OssTriggerSettings other)
        => Events.Any(one => other.Events.Any(two => Covers(one, two) || Covers(two, one)))
            && (Prefix.StartsWith(other.Prefix, StringComparison.Ordinal) || other.Prefix.StartsWith(Prefix, StringComparison.Ordinal))
            && (Suffix.EndsWith(other.Suffix, StringComparison.Ordinal) || other.Suffix.EndsWith(Suffix, StringComparison.Ordinal));

    private static bool Covers(string pattern, string name)
        => pattern == name || (pattern.EndsWith(Any, StringComparison.Ordinal) && name.StartsWith(pattern.AsSpan(0, pattern.Length - 1), StringComparison.Ordinal));
}
