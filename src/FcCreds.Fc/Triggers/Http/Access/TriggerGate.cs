using FcCreds.Core.Callers;
using FcCreds.Core.Http;
using FcCreds.Core.Time;

namespace FcCreds.Fc.Triggers.Http.Access;

/// <summary>Lets a request through to the function, or refuses it; whoever is refused costs nothing and reaches no code.</summary>
internal sealed class TriggerGate(CallerResolver callers, RemoteKeySets remote, Clocks clocks)
{
    private readonly SignatureGate signatures = new(callers, clocks);

    /// <summary>The request with what its token says of the caller, where it is a token that lets in.</summary>
    public async ValueTask<FunctionRequest> AdmitAsync(WireRequest request, HttpDestination destination, FunctionRequest seen, HttpTriggerRecord record, CancellationToken ct)
    {
        foreach (var access in destination.Access)
        {
            switch (access)
            {
                case SignatureAccess:
                    signatures.Check(request, record);
                    break;
                case BasicAccess basic:
                    basic.Check(request.Header("Authorization"));
                    break;
                case BearerAccess bearer:
                    bearer.Check(request.Header("Authorization"));
                    break;
                case JwtAccess jwt:
                    seen = await jwt.AdmitAsync(seen, remote, clocks.Life.GetUtcNow(), ct);
                    break;
            }
        }
        return seen;
    }
}
