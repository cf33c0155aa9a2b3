namespace FcCreds.Tests.Oss.Multipart;

/// <summary>The naive model: an upload is a dictionary of parts while it lasts; completing puts them one after the other.</summary>
internal sealed class MultipartModel
{
    private readonly List<Upload> uploads = [];

    /// <summary>Content and ETag; null while there is no object.</summary>
    public (byte[] Content, string ETag)? Whole { get; private set; }

    public IEnumerable<string> Open => uploads.Where(upload => upload.Parts is not null).Select(upload => upload.Id);

    public Upload At(int on) => uploads[on % uploads.Count];

    public void Begin(string id) => uploads.Add(new(id) { Parts = [] });

    /// <summary>How it is refused; null when it comes through.</summary>
    public (int Status, string Code)? Complete(Upload upload, IReadOnlyList<(int Number, string ETag)>? entries)
    {
        if (entries is { Count: 0 }) return (400, "MalformedXML");
        if (entries is not null && !entries.Select(entry => entry.Number).SequenceEqual(entries.Select(entry => entry.Number).Distinct().Order())) return (400, "InvalidPartOrder");
        if (upload.Parts is not { } parts) return (404, "NoSuchUpload");
        entries ??= [.. parts.Select(part => (part.Key, MultipartClient.Md5(part.Value)))];
        if (entries.Count == 0 || entries.Any(entry => !parts.TryGetValue(entry.Number, out var part) || MultipartClient.Md5(part) != entry.ETag)) return (400, "InvalidPart");
        var chosen = entries.Select(entry => parts[entry.Number]).ToArray();
        if (chosen.SkipLast(1).Any(part => part.Length < MultipartClient.MinPart)) return (400, "EntityTooSmall");
        Whole = ([.. chosen.SelectMany(part => part)], MultipartClient.ETagOf(chosen));
        upload.Parts = null;
        return null;
    }

    public sealed record Upload(string Id)
    {
        /// <summary>Null once the upload is over.</summary>
        public SortedDictionary<int, byte[]>? Parts { get; set; }
    }
}
