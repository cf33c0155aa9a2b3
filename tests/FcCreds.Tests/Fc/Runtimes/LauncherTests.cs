using System.Diagnostics;
using System.Globalization;
using FcCreds.Fc.Runtimes;

namespace FcCreds.Tests.Fc.Runtimes;

public sealed class LauncherTests
{
    /// <summary>Stands in for the server: starts the launcher as the server does, holds its pipe, passes on orders and waits to be killed.</summary>
    private const string Host = """
        import subprocess, sys
        launcher = subprocess.Popen(sys.argv[1:], stdin=subprocess.PIPE)
        order = sys.stdin.readline()
        if order.strip():
            launcher.stdin.write(order.encode())
            launcher.stdin.flush()
        print('ordered')
        sys.stdout.flush()
        launcher.wait()
        """;

    /// <summary>A handler process that never ends, with a child that ignores polite signals and one that leaves the group.</summary>
    private const string Handler = """
        import os, signal, sys
        stubborn = os.fork()
        if stubborn == 0:
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
            signal.signal(signal.SIGHUP, signal.SIG_IGN)
        else:
            away = os.fork()
            if away == 0:
                os.setsid()
            else:
                os.write(1, ('%d %d %d\n' % (os.getpid(), stubborn, away)).encode())
        while True:
            signal.pause()
        """;

    public static TheoryData<string, string> Cases => new MatrixTheoryData<string, string>(["python2.7", "python3.12"], ["", "stop"]);

    [Theory(Timeout = 30_000)]
    [MemberData(nameof(Cases))]
    public async Task Nothing_of_a_handler_outlives_a_server_that_was_killed(string runtime, string orders)
    {
        await Python.RequireAsync(runtime);
        using var files = new RuntimeFiles();
        var interpreter = await Python.FindAsync(runtime);
        var folder = Directory.CreateTempSubdirectory("fccreds-test-");
        var handler = Path.Combine(folder.FullName, "handler.py");
        await File.WriteAllTextAsync(handler, Handler, TestContext.Current.CancellationToken);
        var start = new ProcessStartInfo(interpreter.Path, ["-c", Host, "/bin/sh", files.Launcher, interpreter.Path, handler])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            Environment = { ["_FC_OUTPUT_MARKER"] = "marker", ["FC_INSTANCE_ID"] = $"c-{Guid.NewGuid():N}" },
        };
        using var host = Process.Start(start)!;
        Assert.Matches(@"^marker group \d+ 0$", await host.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken));
        var pids = (await host.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken))!.Split(' ').Select(pid => int.Parse(pid, CultureInfo.InvariantCulture)).ToArray();
        Assert.All(pids, pid => Assert.True(Living.IsRunning(pid)));

        await host.StandardInput.WriteLineAsync(orders);
        Assert.Equal("ordered", await host.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken));

        host.Kill(); // SIGKILL, and only this process
        // The output ends when the last process that could write to it has ended.
        await host.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await Task.WhenAll(pids.Select(Living.EndOfAsync));
        folder.Delete(recursive: true);
    }
}
