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
        for order in sys.stdin.readline().strip():
            launcher.stdin.write(order.encode())
            launcher.stdin.flush()
        print('ordered')
        sys.stdout.flush()
        launcher.wait()
        """;

    /// <summary>A handler process that never ends, with a child that ignores polite signals.</summary>
    private const string Handler = """
        import os, signal, sys
        child = os.fork()
        if child == 0:
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
            signal.signal(signal.SIGHUP, signal.SIG_IGN)
        else:
            os.write(1, ('%d %d\n' % (os.getpid(), child)).encode())
        while True:
            pass
        """;

    public static TheoryData<string, string> Cases => new MatrixTheoryData<string, string>(["python2.7", "python3.12"], ["", "s"]);

    [Theory(Timeout = 30_000)]
    [MemberData(nameof(Cases))]
    public async Task Nothing_of_a_handler_outlives_a_server_that_was_killed(string runtime, string orders)
    {
        await Python.RequireAsync(runtime);
        using var bootstrap = new PythonBootstrap();
        var interpreter = await Python.FindAsync(runtime);
        var folder = Directory.CreateTempSubdirectory("fccreds-test-");
        var handler = Path.Combine(folder.FullName, "handler.py");
        await File.WriteAllTextAsync(handler, Handler, TestContext.Current.CancellationToken);
        var arguments = bootstrap.ArgumentsFor(interpreter).SkipLast(1).Append(handler);
        var start = new ProcessStartInfo(interpreter.Path, ["-c", Host, interpreter.Path, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            Environment = { ["_FC_OUTPUT_MARKER"] = "marker" },
        };
        using var host = Process.Start(start)!;
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
