using FcCreds.Core.Faults;
using FcCreds.Core.Http;
using FcCreds.Core.Journal;
using FcCreds.Fc;
using FcCreds.Identity.Delivery;
using FcCreds.Identity.Delivery.SignIn;
using FcCreds.Identity.Rpc;
using FcCreds.Oss;
using FcCreds.Oss.Addressing;
using FcCreds.Server.Capture;
using FcCreds.Server.Control;
using FcCreds.Server.Drills;
using FcCreds.Server.Hosting;
using Microsoft.AspNetCore.Http;

namespace FcCreds.Server.Gateway;

/// <summary>Reads a request off the wire once and hands it to the service it is for.</summary>
internal sealed class Gateway(
    OssHosts ossHosts, OssEndpoint oss, RpcEndpoint rpc, FunctionCompute functions, MetadataService metadata, SignInPortal signIn, ControlEndpoint control, ForwardProxy proxy, string callbackPublicKeyPem, IJournal journal, FaultPlan faults)
{
    private readonly ServiceChoice choice = new(ossHosts, functions.HttpDestinations);
    private readonly TaskCompletionSource open = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>From now on requests are answered; before, only other servers that ask whether this one lives.</summary>
    public void Open() => open.TrySetResult();

    public async Task ServeAsync(HttpContext http)
    {
        var wire = WireRequestReader.Read(http);
        if (await proxy.IsForElsewhereAsync(http, wire))
        {
            await proxy.ForwardAsync(http, wire);
            return;
        }
        if (faults.IsSet) http.Features.Set<IFaultyConnection>(new FaultyConnection(http));
        var service = choice.Of(wire);
        if (!open.Task.IsCompleted && !(service == Service.Control && ControlEndpoint.IsAskedForHealth(wire))) await open.Task.WaitAsync(http.RequestAborted);
        await (service switch
        {
            Service.Rpc => rpc.ServeAsync(http, wire),
            Service.Control => control.ServeAsync(http, wire),
            Service.Fc => functions.Api.ServeAsync(http, wire),
            Service.HttpTrigger => functions.HttpEndpoint.ServeAsync(http, wire),
            Service.Metadata => metadata.ServeAsync(http, wire),
            Service.SignIn => signIn.ServeAsync(http, wire),
            Service.CallbackKey => http.Response.WriteAsync(callbackPublicKeyPem, http.RequestAborted),
            Service.NotServed => RefuseAsync(http, wire),
            _ => oss.ServeAsync(http, wire),
        });
    }

    private Task RefuseAsync(HttpContext http, WireRequest wire)
    {
        var message = $"{wire.Host} is a host of Alibaba Cloud that FcCreds does not emulate; the request was not passed on.";
        journal.Append(new JournalNote { Kind = "cloud-host-refused", Message = message });
        http.Response.StatusCode = StatusCodes.Status502BadGateway;
        http.Response.ContentType = "text/plain; charset=utf-8";
        return http.Response.WriteAsync(message + "\n", http.RequestAborted);
    }
}
