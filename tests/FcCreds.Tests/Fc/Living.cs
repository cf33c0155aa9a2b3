using System.Diagnostics;

namespace FcCreds.Tests.Fc;

/// <summary>Asks the system about processes.</summary>
internal static class Living
{
    /// <summary>Waits until it has ended; a process closes its output a moment before. Give the test a time limit.</summary>
    public static async Task EndOfAsync(int pid)
    {
        while (IsRunning(pid))
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    /// <summary>One letter of Linux: <c>T</c> is stopped.</summary>
    public static char StateOf(int pid)
    {
        var text = File.ReadAllText($"/proc/{pid}/stat");
        return text[(text.LastIndexOf(')') + 2)..][0];
    }

    /// <summary>A zombie that its new parent has not collected yet counts as ended.</summary>
    public static bool IsRunning(int pid)
    {
        var stat = $"/proc/{pid}/stat";
        try
        {
            if (!Directory.Exists("/proc/self")) return Process.GetProcesses().Any(process => process.Id == pid);
            var text = File.ReadAllText(stat);
            return text[(text.LastIndexOf(')') + 2)..][0] is not ('Z' or 'X');
        }
        catch (IOException)
        {
            return false;
        }
    }
}
