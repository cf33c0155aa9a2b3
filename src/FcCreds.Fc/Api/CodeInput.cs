using System.Text.Json;
using FcCreds.Core.Errors;
using FcCreds.Fc.Code;
using FcCreds.Fc.State;
using FcCreds.Storage;

namespace FcCreds.Fc.Api;

/// <summary>Where code comes from: a zip in the request, or an object of the account's.</summary>
internal sealed record CodeInput
{
    /// <summary>FC's limit for a package in a request, base64 included.</summary>
    public const int MaxBody = 100 * 1024 * 1024;

    /// <summary>FC's limit for a package in a bucket.</summary>
    private const long MaxObject = 500L * 1024 * 1024;

    /// <summary>Base64 in JSON.</summary>
    public byte[]? ZipFile { get; init; }

    public string? OssBucketName { get; init; }

    public string? OssObjectName { get; init; }

    /// <summary>CRC-64 that the package must have.</summary>
    public string? Checksum { get; init; }

    /// <summary>The object that a request's code is in: its sender must be allowed to read it.</summary>
    public static (string Bucket, string Key)? ObjectIn(ReadOnlySpan<byte> body)
    {
        if (BodyFields.Find(body, "code") is not { ValueKind: JsonValueKind.Object } code) return null;
        var read = code.Deserialize(FcInputJson.Default.CodeInput);
        return read is { ZipFile: null, OssBucketName: { } bucket, OssObjectName: { } key } ? (bucket, key) : null;
    }

    public bool IsGiven => ZipFile is not null || OssBucketName is not null || OssObjectName is not null;

    /// <summary>Keeps the package for what is made of it; when that is refused, the package goes again.</summary>
    public static async Task<T> UseAsync<T>(FcCall call, CodeInput code, Func<CodePackage, Task<T>> use)
    {
        var package = await StoreAsync(call, code);
        try
        {
            return await use(package);
        }
        catch (ServiceException)
        {
            await call.Context.Packages.DeleteAsync(call.Caller.AccountId, package, CancellationToken.None);
            throw;
        }
    }

    private static async Task<CodePackage> StoreAsync(FcCall call, CodeInput code)
    {
        await using var zip = await code.OpenAsync(call);
        if (!CodeFolders.IsZip(zip)) throw FcErrors.InvalidArgument.Saying("the code package is not a zip file");
        zip.Position = 0;
        var package = await call.Context.Packages.PutAsync(call.Caller.AccountId, zip, call.Aborted);
        if (string.IsNullOrEmpty(code.Checksum) || code.Checksum == package.Checksum) return package;
        await call.Context.Packages.DeleteAsync(call.Caller.AccountId, package, CancellationToken.None);
        throw FcErrors.InvalidArgument.Saying($"the checksum of the code package is {package.Checksum}, not {code.Checksum}");
    }

    private async Task<Stream> OpenAsync(FcCall call)
    {
        if (ZipFile is not null) return new MemoryStream(ZipFile, writable: false);
        if (OssBucketName is not { Length: > 0 } bucket || OssObjectName is not { Length: > 0 } key) throw FcErrors.InvalidArgument.Saying("code must be a zipFile, or an ossBucketName with an ossObjectName");
        var owner = await call.Context.Store.FindBucketAsync(bucket, call.Aborted);
        if (owner?.OwnerAccountId != call.Caller.AccountId) throw FcErrors.InvalidArgument.Saying($"the bucket '{bucket}' does not exist in the account of the function");
        if (await call.Context.Store.FindAsync(new(bucket, key), null, call.Aborted) is not { IsDeleteMarker: false } found) throw FcErrors.InvalidArgument.Saying($"the object '{key}' does not exist in bucket '{bucket}'");
        if (found.Length > MaxObject) throw FcErrors.InvalidArgument.Saying($"the code package has {found.Length} bytes; at most {MaxObject} are allowed");
        return await CopyAsync(call, found);
    }

    /// <summary>A zip is read from its end, which an object's stream cannot.</summary>
    private static async Task<Stream> CopyAsync(FcCall call, ObjectVersion found)
    {
        var copy = new FileStream(Path.GetTempFileName(), FileMode.Create, FileAccess.ReadWrite, FileShare.None, 128 * 1024, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        try
        {
            await using var content = await call.Context.Store.OpenReadAsync(found, 0, found.Length, call.Aborted);
            await content.CopyToAsync(copy, 128 * 1024, call.Aborted);
            copy.Position = 0;
            return copy;
        }
        catch (Exception failed)
        {
            await copy.DisposeAsync();
            if (failed is ContentGoneException) throw FcErrors.ConcurrentUpdateError.Saying($"the object '{found.Name.Key}' was replaced while it was read");
            throw;
        }
    }
}
