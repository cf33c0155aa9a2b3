using System.Text;
using FcCreds.Fc;
using FcCreds.Testing.Wire;

namespace FcCreds.Testing;

/// <summary>A function of a sandbox. What its handler keeps in a global is there again in the next call, as long as the same instance takes it.</summary>
public sealed class SandboxFunction
{
    private readonly ControlClient control;
    private readonly FunctionDeclaration declaration;
    private readonly bool keepInstances;

    internal SandboxFunction(ControlClient control, FunctionDeclaration declaration, bool keepInstances)
        => (this.control, this.declaration, this.keepInstances) = (control, declaration, keepInstances);

    /// <summary>No other sandbox has one like it.</summary>
    public string Name => declaration.Name;

    /// <summary>Calls the handler with the event as it is. Calls at the same time get instances of their own.</summary>
    public async Task<FunctionResult> InvokeAsync(string eventText = "{}", CancellationToken ct = default)
    {
        var report = await control.InvokeAsync(new() { Function = declaration, KeepInstances = keepInstances, Event = Encoding.UTF8.GetBytes(eventText) }, ct);
        if (report.Refusal is { } refusal) throw new FcCredsException($"{refusal.Code}: {refusal.Message}") { Code = refusal.Code, Status = report.StatusCode };
        return new()
        {
            RequestId = report.RequestId,
            Result = report.Result,
            FunctionError = report.FunctionError,
            Logs = report.Logs,
            IsColdStart = report.ColdStart,
        };
    }

    public override string ToString() => $"{declaration.Handler} in {declaration.CodePath}";
}
