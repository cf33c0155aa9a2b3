using FcCreds.Oss.Access;
using FcCreds.Oss.Addressing;
using FcCreds.Oss.Api;
using FcCreds.Oss.Object;
using FcCreds.Storage;

namespace FcCreds.Oss.Hns;

/// <summary>
/// "Rename": a file, or a directory with what is in it. Object by object, each one there under its new name before the old one goes;
/// in the cloud a directory's renaming is one step, here a crash in between leaves both names.
/// </summary>
internal sealed class RenameObject : IOperation<RenameObject>
{
    private const string SourceHeader = "x-oss-rename-source";
    private const int MaxObjects = 1000;

    public required string Source { get; init; }

    /// <summary>What is renamed, and to what; nothing where nothing is.</summary>
    public required IReadOnlyList<(ObjectVersion From, string To)> Moves { get; init; }

    public static string Headers => SourceHeader;

    public static async ValueTask<RenameObject> ReadAsync(OssCall call, CancellationToken ct)
    {
        Directories.Check(call);
        var source = EncodedName.Decode(call.Header(SourceHeader) ?? "").TrimStart('/').TrimEnd('/');
        ObjectKey.Check(source);
        var target = call.Address.Key.TrimEnd('/');
        var (bucket, directory) = (call.Address.Bucket, Directories.KeyOf(source));
        if (target == source || target.StartsWith(directory, StringComparison.Ordinal)) throw OssErrors.BadArgument("A name cannot move below itself.", SourceHeader, source);
        if (await call.Store.FindAsync(new(bucket, source), null, ct) is { IsDeleteMarker: false } file) return new() { Source = source, Moves = [(file, target)] };
        var page = await Directories.ListAsync(call, source, MaxObjects + 1, ct);
        if (page.Objects.Count > MaxObjects) throw OssErrors.NotImplemented.Saying($"Renaming a directory with more than {MaxObjects} objects is not implemented.");
        return new() { Source = source, Moves = [.. page.Objects.Select(entry => (entry, Directories.KeyOf(target) + entry.Name.Key[directory.Length..]))] };
    }

    public static IEnumerable<Demand> Demands(RenameObject input, OssCall call)
    {
        yield return Demand.On(new(call.Address.Bucket, input.Source), "oss:DeleteObject", AclAccess.Write);
        yield return Demand.OnObject(call, AclAccess.Write);
        foreach (var (from, to) in input.Moves)
        {
            yield return Demand.On(from.Name, "oss:DeleteObject", AclAccess.Write);
            yield return Demand.On(from.Name with { Key = to }, "oss:PutObject", AclAccess.Write);
        }
    }

    public static async ValueTask<OssReply> RunAsync(RenameObject input, OssCall call, CancellationToken ct)
    {
        if (input.Moves.Count == 0) throw OssErrors.NoSuchKey.With(("Key", input.Source));
        var target = call.Address.Key.TrimEnd('/');
        if (await call.Store.FindAsync(call.Name with { Key = target }, null, ct) is not null || (await Directories.ListAsync(call, target, 1, ct)).Objects.Count > 0)
            throw OssErrors.FileAlreadyExists.With();
        foreach (var (from, to) in input.Moves)
        {
            var outcome = await ObjectChange.CommitAsync(call, new()
            {
                Name = from.Name with { Key = to },
                Pieces = from.Length == 0 ? [] : [new Piece.Slice(from, 0, from.Length)],
                Description = from.Description,
                Precondition = Precondition.Absent,
            }, ct);
            if (outcome.Verdict == CommitVerdict.PreconditionFailed) throw OssErrors.FileAlreadyExists.With();
            if (outcome.Verdict != CommitVerdict.Committed) throw OssErrors.NoSuchKey.With(("Key", from.Name.Key));
            // Only what was moved goes: a file that somebody wrote anew under the old name stays.
            await ObjectChange.DeleteAsync(call, new() { Name = from.Name, Precondition = Precondition.Unchanged(from) }, "ObjectRemoved:DeleteObject", ct);
        }
        return OssReply.Empty();
    }
}
