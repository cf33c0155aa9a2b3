using System.Globalization;
using System.Xml.Linq;

namespace FcCreds.Soak;

/// <summary>One worker's keys in the bucket without versions.</summary>
internal sealed class PlainObjects(int worker, SoakTally tally)
{
    public const string Bucket = "soak-plain";

    private const int PartSize = 100 * 1024;
    private const int LongestAppended = 60_000;

    private readonly Dictionary<string, KnownObject> known = [];

    public int CertainObjects => known.Values.Count(one => one.Certain is { Content: not null });

    public async Task PutAsync(SoakTurn turn, int chosen)
    {
        var (key, content) = (Of(chosen), SoakContent.Of(turn.Random));
        if (key.IsQuiet(turn.Operation)) return;
        var reply = await turn.Client.SendAsync(HttpMethod.Put, Bucket, key.Key, content);
        key.Take(reply, turn.Operation, _ => new(content, ""));
        Check("put", reply, reply.IsDone, key);
    }

    public async Task GetAsync(SoakTurn turn, int chosen) => await ReadAsync("get", turn, Of(chosen));

    public async Task GetRangeAsync(SoakTurn turn, int chosen)
    {
        var key = Of(chosen);
        var (first, count) = (turn.Random.Next(3000), turn.Random.Next(1, 3000));
        var reply = await turn.Client.SendAsync(HttpMethod.Get, Bucket, key.Key, headers: [("Range", $"bytes={first}-{first + count - 1}")]);
        // OSS takes a range that goes beyond the end for none.
        Check("range", reply, key.Possible.Exists(state => state.Content is null
            ? reply.Status == 404
            : reply.IsDone && reply.Body.AsSpan().SequenceEqual(first + count <= state.Content.Length ? state.Content.AsSpan(first, count) : state.Content)), key);
    }

    public async Task AppendAsync(SoakTurn turn, int chosen)
    {
        var (key, content) = (Of(chosen % 8, "log/"), SoakContent.Of(turn.Random, turn.Random.Next(1, 8000)));
        if (key.IsQuiet(turn.Operation)) return;
        if (key.Certain is not { } before || before.Content?.Length > LongestAppended)
        {
            await DeleteAsync(turn, key);
            return;
        }
        var position = before.Content?.Length ?? 0;
        var reply = await turn.Client.SendAsync(
            HttpMethod.Post, Bucket, key.Key, content, [("append", null), ("position", position.ToString(CultureInfo.InvariantCulture))]);
        var whole = (byte[])[.. before.Content ?? [], .. content];
        // The first attempt may have been carried out: the second one finds the object longer.
        var isRepeated = reply is { Status: 409, Attempts: > 1 };
        key.Take(reply, turn.Operation, state => new(whole, state.Tag), isRepeated);
        Check("append", reply, reply.IsDone || isRepeated, key);
    }

    public async Task UploadInPartsAsync(SoakTurn turn, int chosen)
    {
        var key = Of(chosen);
        var content = SoakContent.Of(turn.Random, PartSize + turn.Random.Next(1, PartSize));
        if (key.IsQuiet(turn.Operation)) return;
        var begun = await turn.Client.SendAsync(HttpMethod.Post, Bucket, key.Key, [], [("uploads", null)]);
        if (!begun.IsDone)
        {
            Check("multipart", begun, false, key);
            return;
        }
        var uploadId = XElement.Parse(begun.Text).Element("UploadId")!.Value;
        var list = new XElement("CompleteMultipartUpload");
        foreach (var (i, part) in content.Chunk(PartSize).Index())
        {
            var sent = await turn.Client.SendAsync(HttpMethod.Put, Bucket, key.Key, part, [("partNumber", $"{i + 1}"), ("uploadId", uploadId)]);
            if (!sent.IsDone)
            {
                Check("multipart", sent, false, key);
                return;
            }
            list.Add(new XElement("Part", new XElement("PartNumber", i + 1), new XElement("ETag", sent.ETag)));
        }
        var body = System.Text.Encoding.UTF8.GetBytes(list.ToString());
        var reply = turn.Random.Next(10) == 0
            ? await turn.Client.SendAsync(HttpMethod.Delete, Bucket, key.Key, query: [("uploadId", uploadId)])
            : await turn.Client.SendAsync(HttpMethod.Post, Bucket, key.Key, body, [("uploadId", uploadId)]);
        var isRepeated = reply is { Status: 404, Attempts: > 1 };
        if (reply.Status != 204) key.Take(reply, turn.Operation, _ => new(content, ""), isRepeated);
        Check("multipart", reply, reply.IsDone || isRepeated, key);
    }

    public async Task CopyAsync(SoakTurn turn, int chosen, int from)
    {
        var (key, source) = (Of(chosen), Of(from));
        if (key == source || key.IsQuiet(turn.Operation)) return;
        var reply = await turn.Client.SendAsync(HttpMethod.Put, Bucket, key.Key, [], headers: [("x-oss-copy-source", $"/{Bucket}/{Uri.EscapeDataString(source.Key)}")]);
        var sources = source.Possible.Where(state => state.Content is not null).ToList();
        if (source.Certain is { Content: not null } copied) key.Take(reply, turn.Operation, _ => copied);
        else if (reply.Status != 404 && sources.Count > 0) key.TakeAny(reply, turn.Operation, sources);
        Check("copy", reply, reply.IsDone ? sources.Count > 0 : reply.Status == 404 && source.Possible.Exists(state => state.Content is null), key);
    }

    public async Task TagAsync(SoakTurn turn, int chosen)
    {
        var (key, tag) = (Of(chosen), turn.Random.Next(1_000_000).ToString(CultureInfo.InvariantCulture));
        if (key.IsQuiet(turn.Operation)) return;
        var body = new XElement("Tagging", new XElement("TagSet", new XElement("Tag", new XElement("Key", "soak"), new XElement("Value", tag))));
        var reply = await turn.Client.SendAsync(HttpMethod.Put, Bucket, key.Key, System.Text.Encoding.UTF8.GetBytes(body.ToString()), [("tagging", null)]);
        if (reply.Status != 404) key.Take(reply, turn.Operation, state => state.Content is null ? state : state with { Tag = tag });
        Check("tag", reply, IsThereOrNot(reply, key), key);
    }

    public async Task GetTagAsync(SoakTurn turn, int chosen)
    {
        var key = Of(chosen);
        var reply = await turn.Client.SendAsync(HttpMethod.Get, Bucket, key.Key, query: [("tagging", null)]);
        Check("get tag", reply, key.Possible.Exists(state => state.Content is null ? reply.Status == 404 : reply.IsDone && TagOf(reply) == state.Tag), key);
    }

    public Task DeleteAsync(SoakTurn turn, int chosen) => DeleteAsync(turn, Of(chosen));

    public async Task ListAsync(SoakTurn turn)
    {
        var listed = new Dictionary<string, long>();
        for (string? after = ""; after is not null;)
        {
            var reply = await turn.Client.SendAsync(
                HttpMethod.Get, Bucket, "", query: [("list-type", "2"), ("max-keys", "40"), ("prefix", $"{worker}/"), .. after.Length == 0 ? [] : new (string, string?)[] { ("continuation-token", after) }]);
            if (!reply.IsDone)
            {
                Check("list", reply, false, null);
                return;
            }
            var page = XElement.Parse(reply.Text);
            foreach (var entry in page.Elements("Contents")) listed[entry.Element("Key")!.Value] = (long)entry.Element("Size")!;
            after = page.Element("NextContinuationToken")?.Value;
            if (after is null) tally.Count("list", reply);
        }
        foreach (var one in known.Values)
        {
            var isRight = listed.TryGetValue(one.Key, out var size) ? one.Possible.Exists(state => state.Content?.Length == size) : one.Possible.Exists(state => state.Content is null);
            if (!isRight) tally.Mismatches.Enqueue($"list shows {one.Key} {(listed.ContainsKey(one.Key) ? $"with {size} bytes" : "not at all")}, and it is {Told(one)}");
            listed.Remove(one.Key);
        }
        foreach (var stranger in listed.Keys) tally.Mismatches.Enqueue($"list shows {stranger}, which was never written");
    }

    public async Task VerifyAsync(SoakTurn turn)
    {
        foreach (var one in known.Values.ToList())
        {
            await ReadAsync("read back", turn, one);
            if (one.Certain is not { Content: not null } state) continue;
            var reply = await turn.Client.SendAsync(HttpMethod.Get, Bucket, one.Key, query: [("tagging", null)]);
            Check("read back", reply, reply.IsDone && TagOf(reply) == state.Tag, one);
        }
        await ListAsync(turn);
    }

    private async Task DeleteAsync(SoakTurn turn, KnownObject key)
    {
        if (key.IsQuiet(turn.Operation)) return;
        var reply = await turn.Client.SendAsync(HttpMethod.Delete, Bucket, key.Key);
        key.Take(reply, turn.Operation, _ => ObjectState.Absent);
        Check("delete", reply, reply.IsDone, key);
    }

    private async Task ReadAsync(string what, SoakTurn turn, KnownObject key)
    {
        var reply = await turn.Client.SendAsync(HttpMethod.Get, Bucket, key.Key);
        Check(what, reply, key.Possible.Exists(state => state.Content is null ? reply.Status == 404 : reply.IsDone && reply.Body.AsSpan().SequenceEqual(state.Content)), key);
    }

    private static string TagOf(SoakReply reply) => XElement.Parse(reply.Text).Descendants("Value").FirstOrDefault()?.Value ?? "";

    private static bool IsThereOrNot(SoakReply reply, KnownObject key) => reply.IsDone
        ? key.Possible.Exists(state => state.Content is not null)
        : reply.Status == 404 && key.Possible.Exists(state => state.Content is null);

    private void Check(string what, SoakReply reply, bool isRight, KnownObject? key)
    {
        tally.Count(what, reply);
        if (!isRight && !reply.IsUnknown) tally.Mismatches.Enqueue($"{what} of {key?.Key}: {reply.Status}, {reply.Body.Length} bytes{reply.Code}, attempt {reply.Attempts}, and it is {Told(key)}");
    }

    private static string Told(KnownObject? key) => key is null ? "" : string.Join(" or ", key.Possible.Select(state => state.Content is null ? "absent" : $"{state.Content.Length} bytes tagged '{state.Tag}'"));

    // Some keys are such as file-backed servers refuse.
    private KnownObject Of(int chosen, string folder = "")
    {
        var key = $"{worker}/{folder}{(chosen % 8) switch { 0 => "a//b", 1 => "ä ö+%", 2 => "./x", _ => "k" }}{chosen:D3}";
        return known.TryGetValue(key, out var one) ? one : known[key] = new(key);
    }
}
