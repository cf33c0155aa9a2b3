using System.Globalization;
using System.Xml.Linq;
using FcCreds.Core.Errors;
using FcCreds.Storage;

namespace FcCreds.Oss.Multipart;

/// <summary>The parts that CompleteMultipartUpload is to join: those that its body lists, or all that were uploaded.</summary>
/// <param name="Entries">Null for all.</param>
internal sealed record PartList(IReadOnlyList<PartList.Entry>? Entries)
{
    /// <summary>Bytes; only the last part may be smaller.</summary>
    public const long MinPartLength = 100 * 1024;

    private const string AllHeader = "x-oss-complete-all";

    // 10,000 parts of some 100 characters, and room for clients that indent.
    private const int MaxBody = 4 * 1024 * 1024;

    internal readonly record struct Entry(int Number, string ETag);

    public static async ValueTask<PartList> ReadAsync(OssCall call, CancellationToken ct)
    {
        var all = call.Header(AllHeader);
        if (all is not (null or "yes")) throw OssErrors.BadArgument("The complete all header is not valid.", AllHeader, all);
        if (all is not null)
        {
            return await call.Body.ReadAsync(new byte[1], ct) == 0 ? new((IReadOnlyList<Entry>?)null) : throw OssErrors.BothCompleteAllAndBody.With(("ArgumentName", AllHeader), ("ArgumentValue", all));
        }
        var document = await OssXml.ReadAsync(call, "CompleteMultipartUpload", MaxBody, OssErrors.MalformedPartList, ct) ?? throw Malformed("The body is empty.");
        // What else the document says is ignored: clients send back what ListParts told them.
        var entries = document.Elements("Part").Select(ReadEntry).ToArray();
        if (entries.Length is 0 or > Parts.MaxNumber) throw Malformed($"An upload has 1 to {Parts.MaxNumber} parts.");
        for (var i = 1; i < entries.Length; i++)
        {
            if (entries[i].Number <= entries[i - 1].Number) throw OssErrors.InvalidPartOrder.With();
        }
        return new(entries);
    }

    /// <summary>Those of the uploaded parts that are meant, or the refusal.</summary>
    public IReadOnlyList<ObjectVersion> ChooseFrom(IReadOnlyList<ObjectVersion> uploaded)
    {
        var chosen = Entries is null ? uploaded : Named(uploaded);
        if (chosen.Count == 0) throw OssErrors.InvalidPart.With();
        foreach (var part in chosen.SkipLast(1))
        {
            if (part.Length >= MinPartLength) continue;
            throw OssErrors.EntityTooSmall.With(
                ("ProposedSize", part.Length.ToString(CultureInfo.InvariantCulture)),
                ("MinSizeAllowed", MinPartLength.ToString(CultureInfo.InvariantCulture)),
                ("PartNumber", Parts.Number(part).ToString(CultureInfo.InvariantCulture)),
                ("PartETag", part.Description.ETag));
        }
        return chosen;
    }

    private ObjectVersion[] Named(IReadOnlyList<ObjectVersion> uploaded)
    {
        var byNumber = uploaded.ToDictionary(Parts.Number);
        return [.. Entries!.Select(entry => byNumber.TryGetValue(entry.Number, out var part) && part.Description.ETag.Equals(entry.ETag, StringComparison.OrdinalIgnoreCase)
            ? part
            : throw OssErrors.InvalidPart.With(("ETag", entry.ETag), ("PartNumber", entry.Number.ToString(CultureInfo.InvariantCulture))))];
    }

    private static Entry ReadEntry(XElement part)
    {
        var number = part.Element("PartNumber")?.Value.Trim() ?? throw Malformed("A Part has no PartNumber.");
        var etag = part.Element("ETag")?.Value.Trim() ?? throw Malformed("A Part has no ETag.");
        return new(PartNumber.Parse(number), etag.Trim('"'));
    }

    private static ServiceException Malformed(string detail) => OssErrors.MalformedPartList.With(("ErrorDetail", detail));
}
