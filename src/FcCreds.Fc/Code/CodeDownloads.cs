using System.Buffers.Text;
using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Serialization;
using FcCreds.Core.Http;
using FcCreds.Core.Sessions;
using FcCreds.Core.Time;
using FcCreds.Fc.Api;
using FcCreds.Fc.State;
using Microsoft.AspNetCore.Http;

namespace FcCreds.Fc.Code;

/// <summary>
/// <c>GET /_fccreds/code/{capability}</c>: where GetFunctionCode and GetLayerVersion send their callers. As the cloud's presigned URL it
/// needs no other permission, and ends after a while of the life clock; every server with the same key ring understands it.
/// </summary>
internal sealed class CodeDownloads(CodePackages packages, SealingKeyRing ring, Clocks clocks, Func<string> authority)
{
    public const string PathPrefix = "/_fccreds/code/";

    private const int MaxCapability = 4096;

    private static readonly TimeSpan Validity = TimeSpan.FromMinutes(10);

    private static ReadOnlySpan<byte> Purpose => "fccreds/code/v1"u8;

    public static bool Serves(WireRequest wire) => wire.Method == "GET" && wire.RawPath.StartsWith(PathPrefix, StringComparison.Ordinal);

    /// <summary>From now on, for the package or else the folder as it is when it is fetched.</summary>
    public string UrlOf(FcCall call, CodePackage? package, string folder)
    {
        var download = new CodeDownload(call.Caller.AccountId, package, package is null ? folder : null, clocks.Life.GetUtcNow() + Validity);
        var capability = Base64Url.EncodeToString(SealedBox.Seal(ring.Primary, Purpose, JsonSerializer.SerializeToUtf8Bytes(download, CodeDownloadJson.Default.CodeDownload)));
        // A handler called a name of the cloud's, which only its own traffic finds here.
        var host = call.Request.Host.Contains(".aliyuncs.com", StringComparison.OrdinalIgnoreCase) ? authority() : call.Request.Host;
        return $"{call.Request.Scheme}://{host}{PathPrefix}{capability}";
    }

    public async Task ServeAsync(HttpContext http, WireRequest wire)
    {
        if (Open(wire.RawPath[PathPrefix.Length..]) is not { } download || clocks.Life.GetUtcNow() >= download.ExpiresAt)
        {
            await RefuseAsync(http, StatusCodes.Status403Forbidden, "This address of a code package is not valid (any more). GetFunctionCode gives a new one.");
            return;
        }
        await using var zip = await OpenAsync(download, http.RequestAborted);
        if (zip is null)
        {
            await RefuseAsync(http, StatusCodes.Status404NotFound, "The code is gone.");
            return;
        }
        http.Response.ContentType = "application/zip";
        http.Response.ContentLength = download.Package?.Size ?? zip.Length;
        await zip.CopyToAsync(http.Response.Body, 128 * 1024, http.RequestAborted);
    }

    private CodeDownload? Open(string segment)
    {
        if (segment.Length > MaxCapability || !Base64Url.IsValid(segment)) return null;
        return SealedBox.Open(ring, Purpose, Base64Url.DecodeFromChars(segment)) is var (_, content)
            ? JsonSerializer.Deserialize(content, CodeDownloadJson.Default.CodeDownload)
            : null;
    }

    private async Task<Stream?> OpenAsync(CodeDownload download, CancellationToken ct)
    {
        if (download.Package is { } package) return await packages.OpenAsync(download.AccountId, package, ct);
        if (!Directory.Exists(download.Folder)) return null;
        var zip = new FileStream(Path.GetTempFileName(), FileMode.Create, FileAccess.ReadWrite, FileShare.None, 128 * 1024, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        try
        {
            await ZipFile.CreateFromDirectoryAsync(download.Folder, zip, ct);
            zip.Position = 0;
            return zip;
        }
        catch
        {
            await zip.DisposeAsync();
            throw;
        }
    }

    private static Task RefuseAsync(HttpContext http, int status, string text)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "text/plain; charset=utf-8";
        return http.Response.WriteAsync(text + "\n", http.RequestAborted);
    }
}

/// <summary>What a capability lets its bearer fetch: a package, or a folder as a zip.</summary>
internal sealed record CodeDownload(string AccountId, CodePackage? Package, string? Folder, DateTimeOffset ExpiresAt);

[JsonSerializable(typeof(CodeDownload))]
internal sealed partial class CodeDownloadJson : JsonSerializerContext;
