using System.Collections.Concurrent;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using FcCreds.Core.Errors;
using FcCreds.Fc.State;
using FcCreds.Storage;

namespace FcCreds.Fc.Code;

/// <summary>Packages unpacked on this machine, each into a folder of its own; a package never changes, so neither does its folder.</summary>
internal sealed class CodeFolders(string root, CodePackages packages, IObjectStore store)
{
    private readonly ConcurrentDictionary<string, Lazy<Task>> unpacking = new(StringComparer.Ordinal);

    public string PathOf(CodePackage package) => Path.Combine(root, package.Id);

    /// <summary>For an object as it is when the function of this generation is first called.</summary>
    public string PathOf(CodeObject code, string generation)
        => Path.Combine(root, $"oss-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{code.Bucket}/{code.Key} {generation}")))[..32]}");

    /// <summary>Unpacks what the function needs unless that was done before; several callers wait for the same work.</summary>
    public async Task EnsureAsync(CataloguedFunction function)
    {
        var declaration = function.Declaration;
        foreach (var package in function.Packages)
        {
            await EnsureAsync(PathOf(package), async () => await packages.OpenAsync(declaration.AccountId, package, CancellationToken.None)
                ?? throw FcErrors.FunctionNotStarted.Saying($"the code package {package.Id} is not in the store any more"));
        }
        if (function.IsKept && declaration.CodeObject is { } code) await EnsureAsync(declaration.CodePath, () => OpenAsync(declaration, code));
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

    private async Task EnsureAsync(string target, Func<Task<Stream>> open)
    {
        if (Directory.Exists(target)) return;
        var work = unpacking.GetOrAdd(target, _ => new(() => UnpackAsync(target, open)));
        try
        {
            await work.Value;
        }
        finally
        {
            unpacking.TryRemove(KeyValuePair.Create(target, work));
        }
    }

    private async Task<Stream> OpenAsync(FunctionDeclaration function, CodeObject code)
    {
        var bucket = await store.FindBucketAsync(code.Bucket, CancellationToken.None);
        if (bucket?.OwnerAccountId == function.AccountId && await store.FindAsync(new(code.Bucket, code.Key), null, CancellationToken.None) is { IsDeleteMarker: false } found)
            return await store.OpenReadAsync(found, 0, found.Length, CancellationToken.None);
        throw NotThere(function, code, "is not there; put the package into the bucket first");
    }

    // Shared by all who wait, so one caller's going away must not end it.
    private async Task UnpackAsync(string target, Func<Task<Stream>> open)
    {
        var beside = Path.Combine(root, $".{Path.GetFileName(target)}-{Guid.NewGuid():N}");
        Directory.CreateDirectory(root);
        try
        {
            await using var zip = await open();
            // Entries that point out of the folder are refused by the extraction itself; permissions of a Unix zip are kept.
            await ZipFile.ExtractToDirectoryAsync(zip, beside, CancellationToken.None);
            Directory.Move(beside, target);
        }
        catch (InvalidDataException)
        {
            throw FcErrors.FunctionNotStarted.Saying("the code package is not a zip file");
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

    private static ServiceException NotThere(FunctionDeclaration function, CodeObject code, string what)
        => FcErrors.FunctionNotStarted.Saying($"the code of function '{function.Name}', oss://{code.Bucket}/{code.Key}, {what}");
}
