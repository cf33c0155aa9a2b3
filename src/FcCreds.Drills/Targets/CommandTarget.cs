using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json.Nodes;
using FcCreds.Drills.Running;
using FcCreds.Drills.Scenarios;

namespace FcCreds.Drills.Targets;

/// <summary>A program that the drill starts, and ends with everything it started. Its first line tells where it takes requests.</summary>
internal sealed class CommandTarget : IDrillTarget
{
    private const int LastLines = 20;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process process;
    private readonly DirectoryInfo folder;
    private readonly FakeTime? clock;
    private readonly Queue<string> said = new();
    private HttpTarget? service;

    private CommandTarget(Process process, DirectoryInfo folder, FakeTime? clock) => (this.process, this.folder, this.clock) = (process, folder, clock);

    public static async Task<CommandTarget> StartAsync(Scenario scenario, Delivery delivery, TimeProvider monotonic, CancellationToken ct)
    {
        var target = scenario.Target;
        // Only its owner may look into it: keys and tokens lie there.
        var folder = Directory.CreateTempSubdirectory("fccreds-drill-");
        try
        {
            var start = new ProcessStartInfo(target.Command![0], target.Command.Skip(1))
            {
                WorkingDirectory = scenario.Folder,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                RedirectStandardInput = true,
            };
            foreach (var name in delivery.Removed) start.Environment.Remove(name);
            foreach (var (name, value) in delivery.Variables) start.Environment[name] = value;
            foreach (var (name, value) in target.Environment) start.Environment[name] = value;
            if (delivery.Key is not null) start.Environment["FCCREDS_DRILL_KEY_FILE"] = KeyFile(folder);
            if (delivery.OidcToken is not null) start.Environment["ALIBABA_CLOUD_OIDC_TOKEN_FILE"] = TokenFile(folder);
            var clock = scenario.Clock == DrillClock.Both ? FakeTime.Prepare(folder, start.Environment) : null;
            var command = new CommandTarget(new() { StartInfo = start }, folder, clock);
            if (delivery.Key is { } key) command.LayOutKey(key.AccessKeyId, key.AccessKeySecret);
            if (delivery.OidcToken is { } token) command.LayOutToken(token);
            await command.RunAsync(target, monotonic, ct);
            return command;
        }
        catch
        {
            if (folder.Exists) folder.Delete(recursive: true);
            throw;
        }
    }

    public async Task<TargetAnswer> RequestAsync(CancellationToken ct)
    {
        var answer = await service!.RequestAsync(ct);
        return answer.Succeeded || !process.HasExited ? answer : new(false, $"the command ended with exit code {process.ExitCode}{Said()}");
    }

    public bool MoveClock(TimeSpan shift)
    {
        clock?.Move(shift);
        return clock is not null;
    }

    public void LayOutKey(string accessKeyId, string accessKeySecret)
        => Replace(KeyFile(folder), new JsonObject { ["AccessKeyId"] = accessKeyId, ["AccessKeySecret"] = accessKeySecret }.ToJsonString());

    public void LayOutToken(string token) => Replace(TokenFile(folder), token);

    public async ValueTask DisposeAsync()
    {
        if (service is not null) await service.DisposeAsync();
        await EndAsync();
        if (folder.Exists) folder.Delete(recursive: true);
    }

    private static string KeyFile(DirectoryInfo folder) => Path.Combine(folder.FullName, "key.json");

    private static string TokenFile(DirectoryInfo folder) => Path.Combine(folder.FullName, "oidc-token");

    /// <summary>In one step: a reader sees the old one or the new one.</summary>
    private static void Replace(string path, string content)
    {
        File.WriteAllText(path + ".new", content);
        File.Move(path + ".new", path, overwrite: true);
    }

    private async Task RunAsync(DrillTarget target, TimeProvider monotonic, CancellationToken ct)
    {
        try
        {
            process.Start();
        }
        catch (Win32Exception missing)
        {
            throw new DrillImpossible($"The command cannot be started: {missing.Message}.");
        }
        process.StandardInput.Close();
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginErrorReadLine();
        try
        {
            using var tooLong = new CancellationTokenSource(Patience, monotonic);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, tooLong.Token);
            string? first;
            try
            {
                first = await process.StandardOutput.ReadLineAsync(either.Token);
            }
            catch (OperationCanceledException) when (!ct.IsCancellationRequested)
            {
                throw new DrillImpossible($"The command said for {Patience.TotalSeconds} s not where it takes requests: its first line on standard output is a URL.{Said()}");
            }
            if (first is null || !Uri.TryCreate(first.Trim(), UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
                throw new DrillImpossible(first is null ? $"The command ended before it took requests.{Said()}" : $"The command's first line is '{first}', not the URL at which it takes requests.");
            service = new(url, target.Method, target.Body);
            _ = ListenAsync(process.StandardOutput);
        }
        catch
        {
            await EndAsync();
            throw;
        }
    }

    private async Task EndAsync()
    {
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync(CancellationToken.None);
        process.Dispose();
    }

    /// <summary>Until the process ends, or is ended and its stream with it.</summary>
    private async Task ListenAsync(StreamReader output)
    {
        try
        {
            while (await output.ReadLineAsync(CancellationToken.None) is { } line) Keep(line);
        }
        catch (Exception gone) when (gone is IOException or ObjectDisposedException)
        {
        }
    }

    private void Keep(string? line)
    {
        if (line is null) return;
        lock (said)
        {
            said.Enqueue(line);
            if (said.Count > LastLines) said.Dequeue();
        }
    }

    private string Said()
    {
        lock (said) return said.Count == 0 ? "" : $" It said: {string.Join(" | ", said)}";
    }
}
