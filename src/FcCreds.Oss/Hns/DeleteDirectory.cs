using System.Globalization;
using System.Xml.Linq;
using FcCreds.Oss.Access;
using FcCreds.Oss.Api;
using FcCreds.Oss.Object;

namespace FcCreds.Oss.Hns;

/// <summary>"DeleteDirectory": an empty one, or with <c>x-oss-delete-recursive: true</c> also what is in it, up to 100 at a time.</summary>
internal sealed class DeleteDirectory : IOperation<DeleteDirectory>
{
    private const string RecursiveHeader = "x-oss-delete-recursive";
    private const int AtATime = 100;

    /// <summary>Deepest first, so that no directory goes before what is in it.</summary>
    public required IReadOnlyList<string> Keys { get; init; }

    public required string Directory { get; init; }

    /// <summary>It holds something, and that was not to go with it.</summary>
    public required bool IsHeld { get; init; }

    /// <summary>There is more to delete after these.</summary>
    public required bool IsPart { get; init; }

    public static string Headers => $"{RecursiveHeader} x-oss-delete-token";

    public static async ValueTask<DeleteDirectory> ReadAsync(OssCall call, CancellationToken ct)
    {
        Directories.Check(call);
        var directory = Directories.KeyOf(call.Address.Key);
        var isRecursive = string.Equals(call.Header(RecursiveHeader), "true", StringComparison.OrdinalIgnoreCase);
        // The token only says where the last call ended; what it deleted is gone, so the list begins behind it anyway.
        var page = await Directories.ListAsync(call, directory, AtATime + 1, ct);
        var isPart = page.Objects.Count > AtATime;
        // While something is left the directory itself, which stands first, stays.
        var keys = page.Objects.Select(entry => entry.Name.Key).Where(key => !isPart || key != directory).Take(AtATime).Reverse().ToArray();
        return new() { Directory = directory, Keys = keys, IsPart = isPart, IsHeld = !isRecursive && page.Objects.Any(entry => entry.Name.Key != directory) };
    }

    public static IEnumerable<Demand> Demands(DeleteDirectory input, OssCall call)
        => input.Keys.Append(input.Directory).Select(key => Demand.On(new(call.Address.Bucket, key), "oss:DeleteObject", AclAccess.Write));

    public static async ValueTask<OssReply> RunAsync(DeleteDirectory input, OssCall call, CancellationToken ct)
    {
        if (input.Keys.Count == 0) throw OssErrors.NoSuchKey.With(("Key", call.Address.Key));
        if (input.IsHeld) throw OssErrors.DirectoryNotEmpty.With();
        foreach (var key in input.Keys) await ObjectChange.DeleteAsync(call, new() { Name = new(call.Address.Bucket, key) }, "ObjectRemoved:DeleteObject", ct);
        return OssReply.Xml(new XElement("DeleteDirectoryResult",
            new XElement("DirectoryName", input.Directory.TrimEnd('/')),
            new XElement("DeleteNumber", input.Keys.Count.ToString(CultureInfo.InvariantCulture)),
            input.IsPart ? new XElement("NextDeleteToken", input.Keys[0]) : null));
    }
}
