namespace FcCreds.Fc.Triggers.Http.Access;

/// <summary><c>jwt</c>: whoever brings a token that one of the listed keys signed (page "Configure JWT authentication for an HTTP trigger").</summary>
internal sealed record JwtAccess : TriggerAccess
{
    private static readonly string[] Keys = ["jwks", "tokenLookup", "claimPassBy", "whitelist", "blacklist"];

    public override bool NeedsForm => Lookups.Any(lookup => lookup.Position == "form") || Claims.Any(claim => claim.Position == "form");

    public required JsonWebKeySet KeySet { get; init; }

    /// <summary>Tried in turn.</summary>
    public required IReadOnlyList<TokenLookup> Lookups { get; init; }

    public IReadOnlyList<ClaimPassing> Claims { get; init; } = [];

    /// <summary>Paths that need no token; null when not set.</summary>
    public PathList? WhiteList { get; init; }

    /// <summary>The only paths that need a token; null when not set.</summary>
    public PathList? BlackList { get; init; }

    public override string AuthType => "jwt";

    public static JwtAccess Read(SettingsSection section, string configKey)
    {
        var nothing = new JwtAccess { KeySet = new([]), Lookups = [] };
        if (section.Inner(configKey, "the config of JWT authentication", Keys) is not { } config)
        {
            if (section.Find(configKey) is null) section.Problem(configKey, $"authType jwt needs '{configKey}' with 'jwks' and 'tokenLookup'.");
            return nothing;
        }
        var access = nothing with
        {
            KeySet = JsonWebKeySet.Read(config),
            Lookups = TokenLookup.Read(config),
            Claims = ClaimPassing.Read(config),
            WhiteList = PathList.Read(config, "whitelist"),
            BlackList = PathList.Read(config, "blacklist"),
        };
        if (access is { WhiteList: not null, BlackList: not null }) config.Problem("blacklist", "'whitelist' and 'blacklist' exclude each other.");
        return access;
    }

    /// <summary>The request with the claims that are to be passed; throws FC's refusal.</summary>
    public async ValueTask<FunctionRequest> AdmitAsync(FunctionRequest request, RemoteKeySets remote, DateTimeOffset now, CancellationToken ct)
    {
        if (!NeedsToken(request.RawPath)) return request;
        var token = Lookups.Select(lookup => lookup.Find(request)).FirstOrDefault(found => found is not null) ?? throw Denied("the jwt token is missing");
        var keys = KeySet.Location is { } location ? await remote.GetAsync(location, JsonWebToken.KeyIdOf(token), ct) : KeySet;
        var claims = JsonWebToken.Verify(token, keys, now) ?? throw Denied("invalid or expired jwt");
        return Claims.Aggregate(request, (passed, claim) => claim.Apply(passed, claims));
    }

    private bool NeedsToken(string rawPath) => WhiteList is { } free ? !free.Contains(rawPath) : BlackList?.Contains(rawPath) ?? true;
}
