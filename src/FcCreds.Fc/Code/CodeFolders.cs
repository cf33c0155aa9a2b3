using System.Collections.Concurrent;
using System.IO.Compression;
using FcCreds.Fc.State;

namespace FcCreds.Fc.Code;

/// <summary>Packages unpacked on this machine, each into a folder of its id; a package never changes, so neither does its folder.</summary>
internal sealed class CodeFolders(string root, CodePackages packages)
{
    private readonly ConcurrentDictionary<string, Lazy<Task>> unpacking = new(StringComparer.Ordinal);

    public string PathOf(CodePackage package) => Path.Combine(root, package.Id);

    /// <summary>Unpacks the package unless that was done before; several callers wait for the same work.</summary>
    public async Task EnsureAsync(string accountId, CodePackage package)
    {
        if (Directory.Exists(PathOf(package))) return;
        var work = unpacking.GetOrAdd(package.Id, _ => new(() => UnpackAsync(accountId, package)));
        try
        {
            await work.Value;
        }
        finally
        {
            unpacking.TryRemove(KeyValuePair.Create(package.Id, work));
        }
    }

    /// <summary>Whether bytes are a zip that can be unpacked.</summary>
    public static bool IsZip(Stream content)
    {
        try
        {
            using var zip = new ZipArchive(content, ZipArchiveMode.Read, leaveOpen: true);
            return zip.Entries.Count >= 0;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    // Shared by all who wait, so one caller's going away must not end it.
    private async Task UnpackAsync(string accountId, CodePackage package)
    {
        var (target, beside) = (PathOf(package), Path.Combine(root, $".{package.Id}-{Guid.NewGuid():N}"));
        Directory.CreateDirectory(root);
        try
        {
            await using var zip = await packages.OpenAsync(accountId, package, CancellationToken.None)
                ?? throw FcErrors.FunctionNotStarted.Saying($"the code package {package.Id} is not in the store any more");
            // Entries that point out of the folder are refused by the extraction itself; permissions of a Unix zip are kept.
            await ZipFile.ExtractToDirectoryAsync(zip, beside, CancellationToken.None);
            Directory.Move(beside, target);
        }
        catch (IOException) when (Directory.Exists(target))
        {
            // Another process with the same folder was faster.
        }
        finally
        {
            if (Directory.Exists(beside)) Directory.Delete(beside, recursive: true);
        }
    }
}
