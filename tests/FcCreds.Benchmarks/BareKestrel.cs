using System.Buffers;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FcCreds.Benchmarks;

/// <summary>The yardstick: Kestrel and a file, nothing else. Runs in a process of its own like the server that it is compared with.</summary>
internal static class BareKestrel
{
    private const int BlockSize = 128 * 1024;

    public static async Task RunAsync(string folder, string readyFile)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(System.Net.IPAddress.Loopback, 0);
            kestrel.Limits.MaxRequestBodySize = null;
        });
        await using var app = builder.Build();
        app.Run(http => http.Request.Method == "PUT" ? WriteAsync(http, folder) : ReadAsync(http, PathOf(http, folder)));
        await app.StartAsync();
        await File.WriteAllTextAsync(readyFile + ".new", app.Urls.First());
        File.Move(readyFile + ".new", readyFile);
        await app.WaitForShutdownAsync();
    }

    private static string PathOf(HttpContext http, string folder) => Path.Combine(folder, Path.GetFileName(http.Request.Path.Value!));

    private static Task ReadAsync(HttpContext http, string path)
    {
        http.Response.ContentLength = new FileInfo(path).Length;
        return http.Response.SendFileAsync(path);
    }

    /// <summary>Reads the body into a new file, computing its MD5 on the way, and puts the file in place.</summary>
    private static async Task WriteAsync(HttpContext http, string folder)
    {
        var target = PathOf(http, folder);
        var fresh = $"{target}.{http.TraceIdentifier.Replace(':', '-')}";
        var block = ArrayPool<byte>.Shared.Rent(BlockSize);
        using (var md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5))
        await using (var file = new FileStream(fresh, FileMode.Create, FileAccess.Write, FileShare.None, 0, useAsync: false))
        {
            int filled;
            do
            {
                filled = await http.Request.Body.ReadAtLeastAsync(block.AsMemory(0, BlockSize), BlockSize, throwOnEndOfStream: false);
                md5.AppendData(block, 0, filled);
                await file.WriteAsync(block.AsMemory(0, filled));
            }
            while (filled == BlockSize);
            http.Response.Headers.ETag = Convert.ToHexString(md5.GetHashAndReset());
        }
        ArrayPool<byte>.Shared.Return(block);
        File.Move(fresh, target, overwrite: true);
        http.Response.ContentLength = 0;
    }
}
