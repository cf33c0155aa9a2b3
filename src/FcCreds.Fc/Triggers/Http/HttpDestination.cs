using FcCreds.Fc.Runtimes;
using FcCreds.Fc.Triggers.Http.Access;
using FcCreds.Fc.Triggers.Http.Cors;

namespace FcCreds.Fc.Triggers.Http;

/// <summary>Where a request goes, and under which rules.</summary>
internal sealed record HttpDestination
{
    public required CataloguedFunction Function { get; init; }

    public required string Qualifier { get; init; }

    /// <summary>All of them have to let in: a custom domain's, then the trigger's.</summary>
    public required IReadOnlyList<TriggerAccess> Access { get; init; }

    /// <summary>Methods that pass.</summary>
    public required IReadOnlyList<string> Methods { get; init; }

    public CorsRules? Cors { get; init; }

    /// <summary>What <c>requestContext</c> says.</summary>
    public required string DomainName { get; init; }

    /// <summary>Percent-encoded, as the function shall see it.</summary>
    public required string RawPath { get; init; }

    /// <summary>On its own names, answers are for downloading: pages are to be shown from custom domains only.</summary>
    public required bool IsDefaultDomain { get; init; }

    /// <summary>The trigger's public address is switched off, and this is it.</summary>
    public bool IsSwitchedOff { get; init; }

    /// <summary>Found by path: the host that was asked is the server's, not the function's.</summary>
    public bool IsByPath { get; init; }

    /// <summary>FC 2.0's form of call: Python handlers are WSGI applications.</summary>
    public bool IsProxy { get; init; }

    /// <summary>Of the version that the qualifier means.</summary>
    public FunctionRuntime? Runtime => FunctionRuntime.Find(Function.Resolve(Qualifier, draw: 1).Declaration.Runtime);
}
