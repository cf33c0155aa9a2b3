namespace FcCreds.Storage.Embedded;

/// <summary>Opens the content of versions.</summary>
internal sealed class ContentReader(ReaderPool readers, ContentFiles files)
{
    public async ValueTask<Stream> OpenAsync(ObjectVersion version, long offset, long length, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, version.Length - offset);
        if (length == 0)
            return new MemoryStream([], writable: false);
        var content = (StoredContent)version.Content!;
        if (content.Body is { } body)
            return new MemoryStream(body, (int)offset, (int)length, writable: false);
        return await TryOpenAsync(content.Extents, offset, length, ct)
            ?? await TryOpenMovedAsync(version, offset, length, ct)
            ?? throw new ContentGoneException(version);
    }

    /// <summary>Compaction may have moved the content since the version was found.</summary>
    private async ValueTask<Stream?> TryOpenMovedAsync(ObjectVersion version, long offset, long length, CancellationToken ct)
        => await readers.ReadAsync(sql => VersionTable.Extents(sql, version), ct) is { } extents
            ? await TryOpenAsync(extents, offset, length, ct)
            : null;

    /// <summary>
    /// Bodies are read at once and files pinned, so that the whole stays readable; null when one of them is gone.
    /// </summary>
    public async ValueTask<Stream?> TryOpenAsync(IEnumerable<Extent> extents, long offset, long length, CancellationToken ct)
    {
        var cut = Extent.Cut(extents, offset, length);
        var pinned = cut.Where(e => e.InFile).Select(e => e.Content).Distinct().ToArray();
        if (!files.TryPin(pinned))
            return null;
        try
        {
            if (await ReadBodiesAsync(cut, ct) is { } segments)
                return new ContentStream(files, segments, pinned);
        }
        catch
        {
            files.Unpin(pinned);
            throw;
        }

        files.Unpin(pinned);
        return null;
    }

    private async ValueTask<List<Segment>?> ReadBodiesAsync(List<Extent> extents, CancellationToken ct)
        => extents.TrueForAll(e => e.InFile)
            ? extents.ConvertAll(InFile)
            : await readers.ReadAsync(
                sql =>
                {
                    var segments = new List<Segment>(extents.Count);
                    foreach (var extent in extents)
                    {
                        if (extent.InFile)
                            segments.Add(InFile(extent));
                        else if (ContentTable.ReadBody(sql, extent) is { } bytes)
                            segments.Add(new Segment(bytes.Length, bytes, 0, 0));
                        else
                            return null;
                    }

                    return segments;
                },
                ct);

    private static Segment InFile(Extent extent) => new(extent.Length, default, extent.Content, extent.Offset);
}
