using System.Text;
using FcCreds.Identity.Rpc;

namespace FcCreds.Identity.Ram.Api;

/// <summary>One page of a list in the order of names. The marker is the last name of the page before, in a form that invites no reading.</summary>
internal static class Page
{
    private const int MaxItems = 1000;
    private const int UsualItems = 100;

    /// <summary>The list and what tells how to go on.</summary>
    public static ReplyField[] Of<T>(RamRequest request, IEnumerable<T> all, Func<T, string> nameOf, string many, string one, Func<T, ReplyField[]> fields)
    {
        var limit = request.Number("MaxItems", 1, MaxItems) ?? UsualItems;
        var after = request.Find("Marker") is { } marker ? Read(marker) : null;
        var rest = all.OrderBy(nameOf, RamNames.Comparer).SkipWhile(item => after is not null && RamNames.Comparer.Compare(nameOf(item), after) <= 0).Take(limit + 1).ToList();
        var isTruncated = rest.Count > limit;
        if (isTruncated) rest.RemoveAt(limit);
        List<ReplyField> reply = [RamFields.List(many, one, rest.Select(fields)), ReplyField.Of("IsTruncated", isTruncated)];
        if (isTruncated) reply.Add(ReplyField.Of("Marker", Convert.ToBase64String(Encoding.UTF8.GetBytes(nameOf(rest[^1])))));
        return [.. reply];
    }

    private static string Read(string marker)
    {
        var bytes = new byte[marker.Length];
        return Convert.TryFromBase64String(marker, bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length) : throw RamErrors.Incorrect("Marker");
    }
}
