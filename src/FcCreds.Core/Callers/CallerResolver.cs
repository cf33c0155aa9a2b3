namespace FcCreds.Core.Callers;

/// <summary>Finds out who is calling: the same answer for every service; each only maps the outcome to its own errors.</summary>
internal sealed class CallerResolver
{
}
