namespace FcCreds.Core.Policy;

/// <summary>The condition keys of one request, such as <c>acs:SourceIp</c>. Names compare case-insensitively.</summary>
internal sealed class PolicyConditions
{
    public static readonly PolicyConditions Empty = new([]);

    private readonly Dictionary<string, string> values;

    public PolicyConditions(IEnumerable<KeyValuePair<string, string>> values)
        => this.values = new(values, StringComparer.OrdinalIgnoreCase);

    public IReadOnlyDictionary<string, string> All => values;

    public string? this[string key] => values.GetValueOrDefault(key);

    /// <summary>These conditions and some more; the added ones win.</summary>
    public PolicyConditions And(IEnumerable<KeyValuePair<string, string>> more)
    {
        var merged = new Dictionary<string, string>(values, StringComparer.OrdinalIgnoreCase);
        foreach (var (key, value) in more) merged[key] = value;
        return new(merged);
    }
}
