using FcCreds.Core.Faults;
using Microsoft.AspNetCore.Http;

namespace FcCreds.Server.Drills;

/// <summary>Breaks a request's connection where a fault says so.</summary>
internal sealed class FaultyConnection(HttpContext http) : IFaultyConnection
{
    public void Break() => http.Abort();

    public void LoseAnswer() => http.Response.OnStarting(() =>
    {
        http.Abort();
        return Task.CompletedTask;
    });

    public void BreakAfter(int bytes) => http.Response.Body = new BreakingStream(http.Response.Body, bytes, http.Abort);
}
