using System.Diagnostics;
using System.Globalization;

namespace FcCreds.Conformance.Compose;

/// <summary>
/// docker/entrypoint as the image runs it: under tini as process 1 of its own, as a user without any capability, with the compose
/// file's variables. Only the file system is this machine's.
/// </summary>
internal sealed class Container : IAsyncDisposable
{
    public const string AccessKeyId = "LTAI5tFcCredsComposeRoot";
    public const string AccessKeySecret = "fccreds-compose-root-secret-0000";

    private const string UserId = "10001";

    private static readonly string Root = Path.GetFullPath(Path.Combine(Sources.Folder, "..", ".."));

    private readonly string folder;
    private readonly Process process;
    private readonly Task<string> output;
    private readonly Task<string> errors;

    private Container(string folder, Process process)
    {
        this.folder = folder;
        this.process = process;
        output = process.StandardOutput.ReadToEndAsync();
        errors = process.StandardError.ReadToEndAsync();
    }

    /// <summary>What the volume <c>ca</c> holds.</summary>
    public string CaFolder => Path.Combine(folder, "ca");

    public static async Task<Container> StartAsync(Networks networks, params string[] variables)
    {
        var folder = Directory.CreateTempSubdirectory("fccreds-container-").FullName;
        await Tool.MustAsync("chmod", "0755", folder);
        foreach (var name in (string[])["program", "source", "data", "ca", "run"]) Directory.CreateDirectory(Path.Combine(folder, name));
        await Tool.MustAsync("chown", UserId, Path.Combine(folder, "data"), Path.Combine(folder, "ca"), Path.Combine(folder, "run"));
        // Bound to where that user may look; these mounts are the namespace's own.
        var script = $"""
            set -e
            mount --bind "{AppContext.BaseDirectory.TrimEnd('/')}" {folder}/program
            mount --bind "{Root}" {folder}/source
            exec {string.Join(' ', AsUser(folder).Concat(variables))} tini -- {folder}/source/docker/entrypoint serve
            """;
        return new(folder, Tool.Start("ip", ["netns", "exec", networks.Server, "unshare", "--pid", "--fork", "--kill-child", "--mount-proc", "sh", "-c", script]));
    }

    /// <summary>Until its own health check is content; answers false when the container ended instead.</summary>
    public async Task<bool> IsHealthyAsync()
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (!process.HasExited)
        {
            if ((await CheckHealthAsync()).ExitCode == 0) return true;
            await poll.WaitForNextTickAsync(deadline.Token);
        }
        return false;
    }

    /// <summary>What the health check says once it is no longer content.</summary>
    public async Task<string> UntilUnhealthyAsync()
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (true)
        {
            var (exitCode, printed) = await CheckHealthAsync();
            if (exitCode != 0) return printed;
            await poll.WaitForNextTickAsync(deadline.Token);
        }
    }

    private Task<(int ExitCode, string Printed)> CheckHealthAsync() => RunInsideAsync($"{folder}/source/docker/healthcheck");

    /// <summary>A command in the container, as <c>docker compose exec</c> and services that share its network run it.</summary>
    public async Task<(int ExitCode, string Printed)> RunInsideAsync(params string[] command)
    {
        if (await InitAsync() is not { } init) return (-1, "there is no process 1 yet");
        return await Tool.RunAsync("nsenter", ["--target", init, "--pid", "--mount", "--net", "--", .. AsUser(folder), .. command]);
    }

    public Task<(int ExitCode, string Printed)> SignalAsync(string signal, string program)
        => RunInsideAsync("sh", "-c", $"for p in /proc/[0-9]*; do [ \"$(cat $p/comm)\" = {program} ] && kill -{signal} ${{p#/proc/}}; done; true");

    /// <summary>As <c>docker stop</c> does.</summary>
    public async Task<(int ExitCode, string Printed)> StopAsync()
    {
        if (await InitAsync() is { } init) await Tool.RunAsync("kill", ["-TERM", init]);
        return await EndAsync();
    }

    public async Task<(int ExitCode, string Printed)> EndAsync()
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await process.WaitForExitAsync(deadline.Token);
        return (process.ExitCode, await output + await errors);
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>The one child of <c>unshare</c>, by its number on this machine.</summary>
    private async Task<string?> InitAsync()
    {
        var children = $"/proc/{process.Id.ToString(CultureInfo.InvariantCulture)}/task/{process.Id.ToString(CultureInfo.InvariantCulture)}/children";
        if (process.HasExited || !File.Exists(children)) return null;
        return (await File.ReadAllTextAsync(children)).Trim() is { Length: > 0 } child ? child : null;
    }

    private static IEnumerable<string> AsUser(string folder) =>
    [
        "setpriv", "--reuid", UserId, "--regid", UserId, "--clear-groups", "--bounding-set=-all", "--inh-caps=-all", "--no-new-privs",
        "env", "-i", $"PATH={folder}/program:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
        .. Environment.GetEnvironmentVariable("DOTNET_ROOT") is { } dotnet ? (string[])[$"DOTNET_ROOT={dotnet}"] : [],
        $"HOME={folder}/data", $"FCCREDS_RUN={folder}/run", $"FCCREDS_DATA={folder}/data", $"FCCREDS_CA_DIR={folder}/ca",
        "FCCREDS_LISTEN=http://0.0.0.0:8280,http://0.0.0.0:80,http://0.0.0.0:443", $"FCCREDS_ADDRESS={Networks.ServerAddress}",
        $"FCCREDS_CONFIG={folder}/source/fixtures/compose/fccreds.yaml", "FCCREDS_CONTROL_TOKEN=a-token-of-the-test", "FCCREDS_METADATA_ROLE=fccreds-default-role",
        $"FCCREDS_ROOT_ACCESS_KEY_ID={AccessKeyId}", $"FCCREDS_ROOT_ACCESS_KEY_SECRET={AccessKeySecret}",
    ];
}
