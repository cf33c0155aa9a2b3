using FcCreds.Core.Callers;
using FcCreds.Core.Http;
using FcCreds.Core.Time;

namespace FcCreds.Fc.Triggers.Http.Access;

/// <summary>Lets a request through to the function, or refuses it; whoever is refused costs nothing and reaches no code.</summary>
internal sealed class TriggerGate(CallerResolver callers, Clocks clocks)
{
    private readonly SignatureGate signatures = new(callers, clocks);

    /// <summary>The request with what its token says of the caller, where it is a token that lets in.</summary>
    public FunctionRequest Admit(WireRequest request, HttpDestination destination, FunctionRequest seen, HttpTriggerRecord record)
        => destination.Access.Aggregate(seen, (admitted, access) => Admit(request, access, admitted, record));

    private FunctionRequest Admit(WireRequest request, TriggerAccess access, FunctionRequest seen, HttpTriggerRecord record)
    {
        switch (access)
        {
            case SignatureAccess:
                signatures.Check(request, record);
                return seen;
            case BasicAccess basic:
                basic.Check(request.Header("Authorization"));
                return seen;
            case BearerAccess bearer:
                bearer.Check(request.Header("Authorization"));
                return seen;
            case JwtAccess jwt:
                return jwt.Admit(seen, clocks.Life.GetUtcNow());
            default:
                return seen;
        }
    }
}
