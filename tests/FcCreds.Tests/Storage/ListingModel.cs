using FcCreds.Storage;

namespace FcCreds.Tests.Storage;

/// <summary>What a listing must be, computed the slow and obvious way.</summary>
internal sealed class ListingModel
{
    private readonly SortedDictionary<string, List<(string VersionId, bool IsMarker)>> keys = new(Utf8Order.Instance);

    /// <summary>Written in this order, newest last.</summary>
    public void Add(string key, string versionId, bool isMarker)
    {
        if (!keys.TryGetValue(key, out var versions))
            keys.Add(key, versions = []);
        if (versionId == "null")
            versions.RemoveAll(v => v.VersionId == "null");
        versions.Insert(0, (versionId, isMarker));
    }

    /// <summary>Keys with their versions, and common prefixes with null, in order.</summary>
    public List<(string Name, string? VersionId)> Entries(ListQuery query)
    {
        var entries = new List<(string Name, string? VersionId)>();
        foreach (var (key, versions) in keys.Where(k => k.Key.StartsWith(query.Prefix, StringComparison.Ordinal)))
        {
            var shown = query.AllVersions ? versions : versions[..1].FindAll(v => !v.IsMarker);
            foreach (var (versionId, _) in shown)
            {
                var cut = query.Delimiter == "" ? -1 : key.IndexOf(query.Delimiter, query.Prefix.Length, StringComparison.Ordinal);
                var entry = cut < 0 ? (key, versionId) : (key[..(cut + query.Delimiter.Length)], (string?)null);
                if (!entries.Contains(entry))
                    entries.Add(entry);
            }
        }

        return entries.FindAll(e => Utf8Order.Instance.Compare(e.Name, query.After) > 0);
    }
}
