using System.Net;
using FcCreds.Core.Signing;
using FcCreds.Identity.Upstream;
using FcCreds.Oss;
using FcCreds.Server.Capture;
using FcCreds.Server.Configuration;
using FcCreds.Server.Control;
using FcCreds.Storage.S3;

namespace FcCreds.Server;

/// <summary>Everything a server is told when it starts.</summary>
internal sealed record ServerOptions
{
    public required FcCredsConfiguration Configuration { get; init; }

    /// <summary>Where to listen; port 0 takes a free one.</summary>
    public IReadOnlyList<IPEndPoint> Listen { get; init; } = [new(IPAddress.Loopback, 8280)];

    /// <summary>Keeps objects, keys and journal; null keeps nothing beyond the process.</summary>
    public string? DataFolder { get; init; }

    /// <summary>The S3 server that keeps the objects; null keeps them in the data folder.</summary>
    public S3StoreOptions? S3 { get; init; }

    /// <summary>Where other servers on the same S3 server reach this one; null: where it listens.</summary>
    public Uri? AdvertisedUrl { get; init; }

    /// <summary>Where the local authority's certificate is laid out for other containers and programs; null keeps it to children.</summary>
    public string? CaFolder { get; init; }

    /// <summary>Written once the port answers.</summary>
    public string? ReadyFile { get; init; }

    /// <summary>False for a server that lives only as long as one command: nobody else shall find and use it.</summary>
    public bool Announce { get; init; } = true;

    /// <summary>The first account's own key; null takes the configuration's, or the documented one on loopback.</summary>
    public SigningKey? RootAccessKey { get; init; }

    /// <summary>The ring as <c>FCCREDS_SEALING_KEYS</c> spells it; null keeps one in the data folder.</summary>
    public string? SealingKeys { get; init; }

    /// <summary>What handlers may reach beyond the emulated cloud.</summary>
    public Egress Egress { get; init; } = Egress.Allow;

    /// <summary>Lets a peer that is not on this machine use control endpoints; without one nobody else may. Also lets the command line give orders; null makes one up.</summary>
    public string? ControlToken { get; init; }

    public string? PythonPath { get; init; }

    public string? NodePath { get; init; }

    public bool ExactRuntime { get; init; }

    /// <summary>Python and Node.js handlers wait for a debugger before their first call, without a time limit: the first function there, others behind. Null for none.</summary>
    public int? DebugPort { get; init; }

    public bool FreezeBetweenCalls { get; init; } = true;

    /// <summary>What can be set about OSS; its region is the configuration's.</summary>
    public OssOptions Oss { get; init; } = new();

    /// <summary>How far a signature's time may be from the wire clock.</summary>
    public TimeSpan ClockSkew { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>AssumeRole calls that an account may make in a second; 0 for as many as it likes.</summary>
    public int StsQuota { get; init; } = 100;

    /// <summary>Where applications look for the key that upload callbacks are verified with; null names the cloud's address, which is answered here.</summary>
    public Uri? CallbackPublicKeyUrl { get; init; }

    /// <summary>Name or ARN of the role that the metadata service hands out; null for a machine without one.</summary>
    public string? MetadataRole { get; init; }

    /// <summary>Refuses version 1 of the metadata service, as hardened instances do.</summary>
    public bool MetadataRequiresToken { get; init; }

    /// <summary>A token for programs that change one at STS; null: none is laid out.</summary>
    public MountedOidcToken? OidcToken { get; init; }

    /// <summary>Where real credentials are taken from; null: there are none.</summary>
    public UpstreamOptions? Upstream { get; init; }

    /// <summary>Log mistakes of handlers; false where they are told otherwise.</summary>
    public bool LogMistakes { get; init; } = true;

    /// <summary>Log what the rooms have to say, not only warnings.</summary>
    public bool Verbose { get; init; }

    public bool IsLoopbackOnly => Listen.All(endpoint => IPAddress.IsLoopback(endpoint.Address));
}
