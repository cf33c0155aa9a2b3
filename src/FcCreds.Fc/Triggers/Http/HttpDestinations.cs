using FcCreds.Core.Http;
using FcCreds.Fc.Domains;

namespace FcCreds.Fc.Triggers.Http;

/// <summary>Finds where a request to a trigger goes: by the trigger's own host name, by path, or by a custom domain's routes.</summary>
internal sealed class HttpDestinations(HttpTriggers triggers, CustomDomains domains)
{
    public bool IsCustomDomain(string host) => domains.Find(host) is not null;

    /// <summary>True for a path that means a trigger wherever it is asked: ours always, FC 2.0's only while the function has one (its first segment may be a bucket).</summary>
    public bool IsTriggerPath(string rawPath)
        => rawPath.StartsWith(HttpTriggerPath.Prefix, StringComparison.Ordinal)
            || (HttpTriggerPath.Read(rawPath) is { } proxy && triggers.Find(proxy.FunctionName, proxy.Qualifier) is not null);

    public HttpDestination Find(WireRequest request)
    {
        if (domains.Find(request.Host) is { } domain) return ByRoute(request, domain);
        if (HttpTriggerHosts.Cloud(request.Host) is { } cloud) return ByHost(request, cloud);
        if (HttpTriggerHosts.Local(request.Host) is { } local) return ByHost(request, local);
        var path = HttpTriggerPath.Read(request.RawPath) ?? throw FcErrors.InvalidArgument.Saying($"'{request.RawPath}' names no function; write {HttpTriggerPath.Prefix}FUNCTION/…");
        var trigger = triggers.Find(path.FunctionName, path.Qualifier) ?? throw NoTrigger(path.FunctionName);
        return To(trigger, trigger.DomainName, path.Rest, isInternet: true) with { IsByPath = true, IsProxy = path.IsProxy };
    }

    private HttpDestination ByHost(WireRequest request, HttpTriggerHost host)
    {
        var trigger = triggers.FindByPrefix(host.Prefix);
        if (trigger is null || (host.Region ?? trigger.Function.Declaration.Region) != trigger.Function.Declaration.Region)
            throw FcErrors.TriggerNotFound.Saying($"no function has an HTTP trigger at '{HttpTriggerHosts.NameOf(request.Host)}'");
        return To(trigger, HttpTriggerHosts.NameOf(request.Host), request.RawPath, host.IsInternet);
    }

    private HttpDestination ByRoute(WireRequest request, CustomDomain domain)
    {
        if (!domain.AllowsScheme(request.IsSecure)) throw FcErrors.AccessDenied.Saying($"domain '{domain.DomainName}' is not served by {request.Scheme}, its protocol is {domain.Protocol}");
        var route = domain.RouteFor(request)
            ?? throw FcErrors.DomainRouteNotFound.Saying($"no route found in domain '{domain.DomainName}' for path '{request.RawPath}'");
        var trigger = triggers.Find(route.FunctionName, route.Qualifier, domain.AccountId) ?? throw NoTrigger(route.FunctionName);
        var ofTrigger = To(trigger, HttpTriggerHosts.NameOf(request.Host), route.Rewrite.Apply(request.RawPath), isInternet: false);
        return ofTrigger with { Access = [domain.Access, .. ofTrigger.Access], Cors = domain.Cors ?? ofTrigger.Cors, IsDefaultDomain = false };
    }

    private static HttpDestination To(HttpTrigger trigger, string domainName, string rawPath, bool isInternet) => new()
    {
        Function = trigger.Function,
        Qualifier = trigger.Qualifier,
        Access = [trigger.Settings.Access],
        Methods = trigger.Settings.Methods,
        Cors = trigger.Settings.Cors,
        DomainName = domainName,
        RawPath = rawPath,
        IsDefaultDomain = true,
        IsSwitchedOff = isInternet && trigger.Settings.DisableUrlInternet,
    };

    private static Core.Errors.ServiceException NoTrigger(string functionName)
        => FcErrors.TriggerNotFound.Saying($"function '{functionName}' has no HTTP trigger");
}
