using FcCreds.Core.Callers;
using FcCreds.Core.Errors;
using FcCreds.Identity.Delivery;
using FcCreds.Identity.Ram;
using FcCreds.Server.Capture;
using FcCreds.Server.Configuration;
using FcCreds.Server.Drills;

namespace FcCreds.Server.Control;

/// <summary><c>POST /_fccreds/consumers</c>: prepares credentials that a program fetches by itself, and says by which variables it finds them.</summary>
internal sealed class Consumers(
    FcCredsConfiguration configuration, IPrincipalDirectory directory, CredentialsUri uri, MetadataService metadata, OidcConsumers oidc, SignInProfiles signIn, RealCredentials real, Func<Uri> url, Func<IReadOnlyDictionary<string, string>> capture)
{
    public const string Path = "/_fccreds/consumers";
    public const string MetadataTaken = "MetadataTaken";

    /// <summary>What OSS's Java SDK takes an instance's credentials to live.</summary>
    private static readonly TimeSpan InstanceSession = TimeSpan.FromHours(6);

    private static readonly ServiceError Taken = new(MetadataTaken, 409, "The metadata service serves another role.");

    public ConsumerReply Prepare(ConsumerOrder order)
    {
        if (order.Session.Upstream) return PrepareReal(order);
        if (order.Via == "oidc") return PrepareOidc(order);
        var consumer = ConsumerOf(order.Via, order.Session);
        if (signIn.For(order.Via, consumer) is { } profile) return new() { RoleArn = consumer.RoleArn, Profile = profile, Variables = new Dictionary<string, string>(), Capture = capture(), Removed = CaptureEnvironment.Removed };
        return new()
        {
            RoleArn = consumer.RoleArn,
            Variables = order.Via switch
            {
                "uri" => ByUri(consumer),
                "metadata" => ByMetadata(consumer, order.RequiresToken),
                _ => throw RoleCredentials.InvalidParameter.Saying($"'{order.Via}' is no way to fetch credentials; uri, metadata, oidc, cloud-sso and oauth are."),
            },
            Capture = capture(),
            Removed = CaptureEnvironment.Removed,
        };
    }

    private ConsumerReply PrepareOidc(ConsumerOrder order)
    {
        var role = RoleOf(order.Session);
        var (variables, token, warning) = oidc.Prepare(role, order);
        return new() { RoleArn = role.Arn, Variables = variables, Token = token, Warning = warning, Capture = capture(), Removed = CaptureEnvironment.Removed };
    }

    /// <summary>With nothing captured: real credentials are for the real cloud.</summary>
    private ConsumerReply PrepareReal(ConsumerOrder order)
    {
        if (order.Via != "uri") throw RoleCredentials.InvalidParameter.Saying($"Real credentials are not given by way of '{order.Via}'; uri is possible.");
        var consumer = real.Consumer(order.Session);
        return new() { RoleArn = consumer.RoleArn, Variables = ByUri(consumer), Capture = new Dictionary<string, string>(), Removed = [] };
    }

    /// <summary>Hardens the metadata service or gives this machine another role, while programs ask it.</summary>
    public MetadataOrder Change(MetadataOrder order)
    {
        if (order.Role is { } role) metadata.Consumer = ConsumerOf("metadata", new() { Role = role, DurationSeconds = metadata.Consumer?.Duration.TotalSeconds });
        if (order.RequiresToken is { } only) metadata.RequiresToken = only;
        return new(metadata.RequiresToken, metadata.Consumer?.RoleArn);
    }

    /// <summary>Makes a role this machine's from the start.</summary>
    /// <exception cref="StartFailure">There is no such role.</exception>
    public void SetInstanceRole(string role)
    {
        try
        {
            metadata.Consumer = ConsumerOf("metadata", new() { Role = role, DurationSeconds = InstanceSession.TotalSeconds });
        }
        catch (ServiceException refused)
        {
            throw new StartFailure($"--metadata-role: {refused.Message}");
        }
    }

    private Consumer ConsumerOf(string via, CredentialOrder order)
    {
        var role = RoleOf(order);
        var name = order.RoleSessionName ?? "fccreds";
        return new() { Name = $"{via}:{name}", RoleArn = role.Arn, RoleSessionName = name, Duration = RoleCredentials.DurationOf(order) };
    }

    private Role RoleOf(CredentialOrder order)
    {
        var arn = RoleNames.Arn(order.Role, configuration.AccountId);
        return (RoleArn.TryParse(arn, out var parsed) ? directory.FindRole(parsed.AccountId, parsed.RoleName) : null)
            ?? throw DeliveredSessions.NoSuchRole.Saying($"There is no role {arn}.");
    }

    /// <summary>The SDKs' chains ask the metadata service before the URI, and would wait for it.</summary>
    private Dictionary<string, string> ByUri(Consumer consumer) => new()
    {
        ["ALIBABA_CLOUD_CREDENTIALS_URI"] = new Uri(url(), uri.PathFor(consumer)).AbsoluteUri,
        ["ALIBABA_CLOUD_ECS_METADATA_DISABLED"] = "true",
    };

    private Dictionary<string, string> ByMetadata(Consumer consumer, bool requiresToken)
    {
        // An instance has one role: a second one would change what programs that run already are given.
        if (metadata.Consumer is { } now && now.RoleArn != consumer.RoleArn) throw Taken.Saying($"The metadata service of this server serves {now.RoleArn}.");
        metadata.Consumer = consumer;
        if (requiresToken) metadata.RequiresToken = true;
        return new() { ["ALIBABA_CLOUD_ECS_METADATA"] = consumer.RoleArn[(consumer.RoleArn.LastIndexOf('/') + 1)..] };
    }
}
