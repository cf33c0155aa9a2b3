using System.Globalization;
using System.Text;

namespace FcCreds.Fc.Invocation;

/// <summary>An invocation's log: the platform's lines around what the handler printed.</summary>
internal sealed class InvocationLog(string requestId)
{
    private const int TailBytes = 4 * 1024;

    private readonly StringBuilder text = new();

    public void ColdStart(string runtime) => Line($"FunctionCompute {runtime} runtime inited.");

    public void Start(string phase) => Line($"FC {phase} Start RequestId: {requestId}");

    public void Print(IEnumerable<string> lines)
    {
        foreach (var line in lines) Line(line);
    }

    public void End(string phase, string? error)
        => Line(error is null ? $"FC {phase} End RequestId: {requestId}" : $"FC {phase} End RequestId: {requestId}, Error: {error}");

    public void Summary(TimeSpan duration, int memorySize, double memoryMb)
    {
        var ms = duration.TotalMilliseconds;
        Line("");
        Line(string.Create(CultureInfo.InvariantCulture, $"Duration: {ms:0.00} ms, Billed Duration: {Math.Ceiling(ms):0} ms, Memory Size: {memorySize} MB, Max Memory Used: {memoryMb:0.00} MB"));
    }

    public override string ToString() => text.ToString();

    /// <summary>The last 4 KB, as X-Fc-Log-Result carries it: base64, begun at a whole character.</summary>
    public static string Tail(string log)
    {
        var bytes = Encoding.UTF8.GetBytes(log);
        var start = Math.Max(0, bytes.Length - TailBytes);
        while (start < bytes.Length && (bytes[start] & 0xC0) == 0x80) start++;
        return Convert.ToBase64String(bytes.AsSpan(start));
    }

    private void Line(string line) => text.Append(line).Append('\n');
}
