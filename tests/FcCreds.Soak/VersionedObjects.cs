namespace FcCreds.Soak;

/// <summary>One worker's keys in the bucket that keeps versions.</summary>
internal sealed class VersionedObjects(int worker, SoakTally tally)
{
    public const string Bucket = "soak-versions";

    private readonly Dictionary<string, History> known = [];

    public int CertainVersions => known.Values.Sum(one => one.Versions.Count(version => !version.MayBeGone));

    public async Task PutAsync(SoakTurn turn, int chosen)
    {
        var (key, content) = (Of(chosen), SoakContent.Of(turn.Random));
        if (key.Current.IsQuiet(turn.Operation)) return;
        var reply = await turn.Client.SendAsync(HttpMethod.Put, Bucket, key.Key, content);
        key.Current.Take(reply, turn.Operation, _ => new(content, ""));
        if (reply is { IsDone: true, VersionId: { } id }) key.Versions.Add(new(id, content));
        Check("versioned put", reply, reply is { IsDone: true, VersionId: not null }, key);
    }

    public async Task GetAsync(SoakTurn turn, int chosen)
    {
        var key = Of(chosen);
        await ReadCurrentAsync("versioned get", turn, key);
        if (key.Versions.Count > 0) await ReadAsync("versioned get", turn, key, key.Versions[turn.Random.Next(key.Versions.Count)]);
    }

    /// <summary>Leaves a marker.</summary>
    public async Task DeleteAsync(SoakTurn turn, int chosen)
    {
        var key = Of(chosen);
        if (key.Current.IsQuiet(turn.Operation)) return;
        var reply = await turn.Client.SendAsync(HttpMethod.Delete, Bucket, key.Key);
        key.Current.Take(reply, turn.Operation, _ => ObjectState.Absent);
        Check("delete marker", reply, reply.IsDone, key);
    }

    public async Task DeleteOldestAsync(SoakTurn turn, int chosen)
    {
        var key = Of(chosen);
        // The current one stays: what would take its place is known only while every write was acknowledged.
        if (key.Current.IsQuiet(turn.Operation) || key.Versions.Count < 3) return;
        var oldest = key.Versions[0];
        var reply = await turn.Client.SendAsync(HttpMethod.Delete, Bucket, key.Key, query: [("versionId", oldest.Id)]);
        if (reply.IsDone) key.Versions.RemoveAt(0);
        else key.Versions[0] = oldest with { MayBeGone = true };
        Check("delete version", reply, reply.IsDone, key);
        if (!reply.IsDone) return;
        var gone = await turn.Client.SendAsync(HttpMethod.Get, Bucket, key.Key, query: [("versionId", oldest.Id)]);
        Check("versioned get", gone, gone.Status == 404, key);
    }

    public async Task VerifyAsync(SoakTurn turn)
    {
        foreach (var key in known.Values)
        {
            await ReadCurrentAsync("read back", turn, key);
            foreach (var version in key.Versions) await ReadAsync("read back", turn, key, version);
        }
    }

    private async Task ReadCurrentAsync(string what, SoakTurn turn, History key)
    {
        var reply = await turn.Client.SendAsync(HttpMethod.Get, Bucket, key.Key);
        Check(what, reply, key.Current.Possible.Exists(state => state.Content is null ? reply.Status == 404 : reply.IsDone && reply.Body.AsSpan().SequenceEqual(state.Content)), key);
    }

    private async Task ReadAsync(string what, SoakTurn turn, History key, Version version)
    {
        var reply = await turn.Client.SendAsync(HttpMethod.Get, Bucket, key.Key, query: [("versionId", version.Id)]);
        Check(what, reply, reply.IsDone ? reply.Body.AsSpan().SequenceEqual(version.Content) : version.MayBeGone && reply.Status == 404, key);
    }

    private void Check(string what, SoakReply reply, bool isRight, History key)
    {
        tally.Count(what, reply);
        if (!isRight && !reply.IsUnknown)
            tally.Mismatches.Enqueue($"{what} of {key.Key}: {reply.Status}, {reply.Body.Length} bytes, version {reply.VersionId}{reply.Code}, attempt {reply.Attempts}, of {key.Versions.Count} versions");
    }

    private History Of(int chosen)
    {
        var key = $"{worker}/{(chosen % 4 == 0 ? "a//" : "")}v{chosen:D2}";
        return known.TryGetValue(key, out var one) ? one : known[key] = new(key);
    }

    private sealed class History(string key)
    {
        public string Key => key;

        public KnownObject Current { get; } = new(key);

        /// <summary>Those that were acknowledged, oldest first.</summary>
        public List<Version> Versions { get; } = [];
    }

    private sealed record Version(string Id, byte[] Content, bool MayBeGone = false);
}
