using System.CommandLine;
using System.Net;
using FcCreds.Cli.Connections;
using FcCreds.Cli.Options;
using FcCreds.Cli.Reports;
using FcCreds.Cli.Terminals;
using FcCreds.Cli.Usage;
using FcCreds.Identity.Ram;
using FcCreds.Identity.Upstream;
using FcCreds.Server;
using FcCreds.Server.Control;
using FcCreds.Server.Hosting;

namespace FcCreds.Cli.Commands;

/// <summary><c>fccreds serve</c>: the emulator until it is interrupted.</summary>
internal static class ServeCommand
{
    internal static readonly Option<ushort> Port = new("--port") { HelpName = "0-65535", Description = "Port on 127.0.0.1; 0 takes a free one", DefaultValueFactory = _ => 8280 };

    private static readonly Option<string[]> Listen = new("--listen") { HelpName = "URL", Description = "Listen there instead, such as http://0.0.0.0:8280; may be repeated", DefaultValueFactory = _ => [] };

    private static readonly Option<Uri?> AdvertiseUrl = new("--advertise-url") { HelpName = "URL", Description = "Where other servers on the same S3 server reach this one (default: this machine's name, or loopback if it listens nowhere else)", CustomParser = Options.ServerOptions.ReadUrl };

    internal static readonly Option<FileInfo?> ReadyFile = new("--ready-file") { HelpName = "F", Description = "JSON file that is written once the port answers" };

    private static readonly Option<DirectoryInfo?> CaDir = new("--ca-dir") { HelpName = "DIR", Description = "Put ca.pem (the local authority) and ca-bundle.pem (with the system's) there, for others to trust" };

    private static readonly Option<Uri?> CallbackPublicKeyUrl = new("--callback-public-key-url")
    {
        HelpName = "URL",
        Description = "Where upload callbacks say that their public key is; the cloud's address otherwise, which handlers get from here",
        CustomParser = Options.ServerOptions.ReadUrl,
    };

    private static readonly Option<string?> MetadataRole = new("--metadata-role") { HelpName = "NAME|ARN", Description = "Role whose credentials the metadata service (100.100.100.200) hands out; without one the machine has none" };

    private static readonly Option<bool> MetadataV2Only = new("--metadata-v2-only") { Description = "Refuse metadata requests without a token, as hardened instances do" };

    private static readonly Option<FileInfo?> TokenFile = new("--oidc-token-file") { HelpName = "F", Description = "Keep a fresh OIDC token there, for containers that mount its folder and assume a role with it, as pods with RRSA do" };

    private static readonly Option<string?> TokenRole = new("--oidc-role") { HelpName = "NAME|ARN", Description = "With --oidc-token-file: the role that they assume; warns when it will not take the token" };

    private static readonly Option<string?> TokenProvider = new("--oidc-provider") { HelpName = "NAME", Description = "With --oidc-token-file: whose token it is, declared with 'local: true' (default fccreds, which every account has)" };

    private static readonly Option<string?> TokenSubject = new("--oidc-subject") { HelpName = "SUB", Description = "With --oidc-token-file: of whom it speaks (default system:serviceaccount:default:fccreds)" };

    private static readonly Option<string?> UpstreamRole = new("--upstream-role")
    {
        HelpName = "ARN",
        Description = "Take real credentials of this role from the cloud's STS, for credentials and exec --upstream",
    };

    private static readonly Option<Uri?> UpstreamEndpoint = new("--upstream-endpoint") { HelpName = "URL", Description = "STS to take them from (default https://sts.aliyuncs.com)", CustomParser = Options.ServerOptions.ReadUrl };

    private static readonly Option<string> UpstreamAs = new("--upstream-as")
    {
        HelpName = "key|oidc|metadata",
        Description = "Who assumes it: the key of ALIBABA_CLOUD_ACCESS_KEY_ID, _SECRET and _SECURITY_TOKEN; the token of ALIBABA_CLOUD_OIDC_PROVIDER_ARN and _OIDC_TOKEN_FILE; this machine's role",
        DefaultValueFactory = _ => "key",
    };

    public static CliCommand Create(Terminal terminal)
    {
        var command = new CliCommand("serve", "Start the emulator: OSS, STS, RAM and Function Compute on one port.")
        {
            Examples =
            [
                new("serve", "On http://127.0.0.1:8280, with fccreds.yaml of this folder if there is one"),
                new("serve --port 0 --ephemeral --ready-file ready.json", "For tests: a free port, nothing kept"),
            ],
        };
        foreach (var option in new Option[] { ConfigurationOptions.Config, Port, Listen, AdvertiseUrl, ReadyFile, CaDir, CallbackPublicKeyUrl, MetadataRole, MetadataV2Only, TokenFile, TokenRole, TokenProvider, TokenSubject, UpstreamRole, UpstreamEndpoint, UpstreamAs }) command.Options.Add(option);
        UpstreamAs.AcceptOnlyFromAmong("key", "oidc", "metadata");
        CloudSwitches.AddTo(command);
        DataOptions.AddTo(command);
        RunOptions.AddTo(command);
        command.SetAction((parsed, ct) => RunAsync(parsed, terminal, ct));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, Terminal terminal, CancellationToken ct)
    {
        var choice = RunOptions.Apply(EmulatorOptions.Read(parsed), parsed);
        if (choice.Config is null) choice = choice with { TargetFolder = Directory.GetCurrentDirectory() };
        var options = choice.Tuning with
        {
            Configuration = Configurations.Load(choice, terminal),
            Listen = ReadListen(parsed),
            DataFolder = choice.Ephemeral ? null : DataFolders.Choose(choice),
            AdvertisedUrl = parsed.GetValue(AdvertiseUrl),
            ReadyFile = parsed.GetValue(ReadyFile)?.FullName,
            CaFolder = parsed.GetValue(CaDir)?.FullName,
            RootAccessKey = InheritedSecrets.RootAccessKey(),
            SealingKeys = InheritedSecrets.SealingKeys(),
            ControlToken = InheritedSecrets.ControlToken(),
            Oss = CloudSwitches.ReadOss(parsed),
            ClockSkew = CloudSwitches.ReadClockSkew(parsed),
            StsQuota = CloudSwitches.ReadStsQuota(parsed),
            CallbackPublicKeyUrl = parsed.GetValue(CallbackPublicKeyUrl),
            MetadataRole = parsed.GetValue(MetadataRole),
            MetadataRequiresToken = parsed.GetValue(MetadataV2Only),
            OidcToken = ReadToken(parsed),
            Upstream = ReadUpstream(parsed),
            Verbose = choice.Verbose,
        };
        await using var server = await FcCredsServer.StartAsync(options, ct);
        ServeText.Write(terminal.Out, server, Configurations.Find(choice));
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return ExitCodes.Success;
    }

    private static MountedOidcToken? ReadToken(ParseResult parsed)
    {
        var (role, provider, subject) = (parsed.GetValue(TokenRole), parsed.GetValue(TokenProvider), parsed.GetValue(TokenSubject));
        if (parsed.GetValue(TokenFile) is { } file) return new(file.FullName, role, provider, subject);
        return (role ?? provider ?? subject) is null ? null : throw CliFailure.Usage("--oidc-role, --oidc-provider and --oidc-subject go with --oidc-token-file.");
    }

    private static UpstreamOptions? ReadUpstream(ParseResult parsed)
    {
        if (parsed.GetValue(UpstreamRole) is not { } role)
            return parsed.GetValue(UpstreamEndpoint) is null ? null : throw CliFailure.Usage("--upstream-endpoint without --upstream-role says nothing.", "Name the role to assume there.");
        if (!RoleArn.TryParse(role, out _)) throw CliFailure.Usage($"'{role}' is not the ARN of a role.", "Write acs:ram::1234567890123456:role/name.");
        return new()
        {
            RoleArn = role,
            Endpoint = parsed.GetValue(UpstreamEndpoint) ?? UpstreamOptions.Cloud,
            Identity = parsed.GetRequiredValue(UpstreamAs) switch
            {
                "oidc" => InheritedSecrets.CloudOidcToken() ?? throw CliFailure.Usage("--upstream-as oidc needs a provider and a token.", "Set ALIBABA_CLOUD_OIDC_PROVIDER_ARN and ALIBABA_CLOUD_OIDC_TOKEN_FILE."),
                "metadata" => InheritedSecrets.CloudMetadata(),
                _ => new UpstreamKey(InheritedSecrets.CloudAccessKey() ?? throw CliFailure.Usage("--upstream-role needs a key of yours.", "Set ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET, or say --upstream-as oidc or metadata.")),
            },
        };
    }

    private static IReadOnlyList<IPEndPoint> ReadListen(ParseResult parsed)
    {
        var urls = parsed.GetRequiredValue(Listen);
        if (urls.Length == 0) return [new(IPAddress.Loopback, parsed.GetValue(Port))];
        return [.. urls.Select(url => ListenAddress.Parse(url) ?? throw CliFailure.Usage($"'{url}' is nothing to listen on.", "Write http://ADDRESS:PORT with an address of this machine, such as http://127.0.0.1:8280."))];
    }
}
