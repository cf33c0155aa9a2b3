using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace FcCreds.Fc.Instances;

/// <summary>The launcher's process and through it the handler's group. The pipe to the launcher is a lifeline: closing it kills the group.</summary>
internal sealed class InstanceProcess : IDisposable
{
    /// <summary>How long what was printed may take to arrive after the launcher's end.</summary>
    private static readonly TimeSpan ReadingGrace = TimeSpan.FromSeconds(2);

    private const string Shell = "/bin/sh";

    private readonly Process process;
    private readonly TimeProvider monotonic;
    private readonly Stream lifeline;
    private readonly Lock gate = new();
    private bool closed;

    private InstanceProcess(Process process, InstanceOutput output, TimeProvider monotonic)
    {
        this.process = process;
        this.monotonic = monotonic;
        lifeline = process.StandardInput.BaseStream;
        Exited = WatchAsync(output);
    }

    /// <summary>Ends when nothing of the instance runs any more and its output has been read.</summary>
    public Task Exited { get; }

    /// <exception cref="Win32Exception">There is no shell.</exception>
    public static InstanceProcess Start(InstancePlan plan, IReadOnlyDictionary<string, string> environment, InstanceOutput output, TimeProvider monotonic)
    {
        var start = new ProcessStartInfo(Shell, [plan.Launcher, .. plan.Command.Command])
        {
            WorkingDirectory = plan.Function.CodePath,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Clear();
        foreach (var (name, value) in environment) start.Environment[name] = value;
        return new(Process.Start(start)!, output, monotonic);
    }

    public void Freeze() => Order("stop\n"u8);

    public void Thaw() => Order("continue\n"u8);

    /// <summary>Has the launcher print the mark of the call's end, after all that was printed before.</summary>
    public void Mark(string requestId) => Order(Encoding.ASCII.GetBytes($"mark {requestId}\n"));

    public void Kill()
    {
        lock (gate)
        {
            if (closed) return;
            closed = true;
            lifeline.Dispose();
        }
    }

    public void Dispose()
    {
        Kill();
        process.Dispose();
    }

    private void Order(ReadOnlySpan<byte> order)
    {
        lock (gate)
        {
            if (closed) return;
            try
            {
                lifeline.Write(order);
                lifeline.Flush();
            }
            catch (IOException)
            {
                // The launcher is gone; whoever waits for the call learns it from Exited.
            }
        }
    }

    private async Task WatchAsync(InstanceOutput output)
    {
        var read = Task.WhenAll(output.ReadAsync(process.StandardOutput.BaseStream), output.ReadAsync(process.StandardError.BaseStream));
        // Not the end of the output alone: a process that left the group may hold it open for ever.
        var ended = Task.WhenAny(read, output.Exited);
        await Task.WhenAny(ended, process.WaitForExitAsync());
        try
        {
            await ended.WaitAsync(ReadingGrace, monotonic);
        }
        catch (TimeoutException)
        {
            // The launcher itself was killed, so nobody tells of the end.
        }
        Kill();
        output.End();
    }
}
