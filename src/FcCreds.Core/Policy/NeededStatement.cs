using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using FcCreds.Core.Callers;

namespace FcCreds.Core.Policy;

/// <summary>Writes the smallest statement that would have allowed a request, ready to be pasted into a policy.</summary>
internal static class NeededStatement
{
    public static string For(AccessQuestion question, PolicyLayer layer)
    {
        var text = Begin(question.Action);
        if (layer == PolicyLayer.ResourcePolicy) text.Append(", \"Principal\": [").Append(Quoted(Listed(question.Caller))).Append(']');
        return text.Append(", \"Resource\": ").Append(Quoted(question.Resource)).Append(" }").ToString();
    }

    public static string ForTrust(TrustPrincipal principal)
    {
        var type = principal.Kind switch
        {
            TrustPrincipalKind.Service => "Service",
            TrustPrincipalKind.Ram => "RAM",
            _ => "Federated",
        };
        return Begin("sts:AssumeRole")
            .Append(", \"Principal\": { \"").Append(type).Append("\": [").Append(Quoted(principal.ToString())).Append("] } }").ToString();
    }

    private static StringBuilder Begin(string action)
        => new StringBuilder("{ \"Effect\": \"Allow\", \"Action\": ").Append(Quoted(action));

    /// <summary>A caller as a bucket policy lists it.</summary>
    private static string Listed(Caller caller) => caller.Kind switch
    {
        CallerKind.Anonymous => "*",
        CallerKind.AssumedRole => string.Concat("arn:sts::", caller.Arn.AsSpan("acs:ram::".Length)),
        _ => caller.PrincipalId,
    };

    private static string Quoted(string text) => $"\"{JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";
}
