using System.Xml.Linq;
using FcCreds.Oss.Access;
using FcCreds.Oss.Api;

namespace FcCreds.Oss.Settings.Stored;

/// <summary>A list of all documents of a kind.</summary>
internal interface IStoredList
{
    /// <summary>Name of the kind among the bucket's settings.</summary>
    static abstract string Kind { get; }

    /// <summary>Entries of a page; 0 for a list that has no pages.</summary>
    static virtual int PageSize => 0;

    static virtual OperationState State => OperationState.Stored;

    /// <param name="documents">By name.</param>
    static abstract XElement Document(OssCall call, IEnumerable<KeyValuePair<string, XElement>> documents);
}

/// <summary>The operation that lists the settings of a kind; a page ends with the name that the next one starts behind.</summary>
internal sealed class ListSettings<T> : IPlainOperation<ListSettings<T>>
    where T : IStoredList
{
    private const string Token = "continuation-token";

    public static string Parameters => T.PageSize == 0 ? "" : Token;

    public static OperationState State => T.State;

    public static IEnumerable<Demand> Demands(ListSettings<T> input, OssCall call) => [Demand.OnBucket(call)];

    public static ValueTask<OssReply> RunAsync(ListSettings<T> input, OssCall call, CancellationToken ct)
    {
        var all = call.Settings.All(T.Kind).Select(one => KeyValuePair.Create(one.Key, XElement.Parse(one.Value)));
        if (T.PageSize == 0) return new(OssReply.Xml(T.Document(call, all)));
        var rest = all.Where(one => string.CompareOrdinal(one.Key, call.Query(Token) ?? "") > 0).ToArray();
        var page = rest.Take(T.PageSize).ToArray();
        var list = T.Document(call, page);
        list.Add(new XElement("IsTruncated", rest.Length > page.Length));
        if (rest.Length > page.Length) list.Add(new XElement("NextContinuationToken", page[^1].Key));
        return new(OssReply.Xml(list));
    }
}

/// <summary>"ListBucketInventory".</summary>
internal sealed class InventoryList : IStoredList
{
    public static string Kind => BucketInventory.Name;

    public static int PageSize => 100;

    public static XElement Document(OssCall call, IEnumerable<KeyValuePair<string, XElement>> documents)
        => new("ListInventoryConfigurationsResult", documents.Select(one => one.Value));
}

/// <summary>"ListStyle".</summary>
internal sealed class StyleList : IStoredList
{
    public static string Kind => BucketStyle.Name;

    public static OperationState State => OperationState.Enforced;

    public static XElement Document(OssCall call, IEnumerable<KeyValuePair<string, XElement>> documents) => new("StyleList", documents.Select(one => one.Value));
}

/// <summary>"ListBucketRequesterQosInfos".</summary>
internal sealed class RequesterQosInfoList : IStoredList
{
    public static string Kind => BucketRequesterQosInfo.Name;

    public static int PageSize => 100;

    public static XElement Document(OssCall call, IEnumerable<KeyValuePair<string, XElement>> documents)
        => new("ListBucketRequesterQoSInfosResult",
            new XElement("Bucket", call.Bucket.Name),
            documents.Select(one => new XElement("RequesterQoSInfo", new XElement("Requester", one.Key), one.Value)));
}
