namespace FcCreds.Core.Policy;

/// <summary>A value of Resource: <c>*</c>, or an ARN whose fields are matched one by one so that a star stays inside its field.</summary>
internal sealed class ResourcePattern
{
    private readonly string text;
    private readonly WildcardPattern? service, region, account, relative;

    private ResourcePattern(string text) => this.text = text;

    private ResourcePattern(string text, in Arn arn)
    {
        this.text = text;
        var ofRam = arn.Service is "ram";
        service = new(arn.Service.ToString());
        region = UnconfirmedRules.EmptyRegionMeansAny && arn.Region.IsEmpty ? new("*") : new(arn.Region.ToString());
        account = new(arn.Account.ToString());
        relative = new(arn.Relative.ToString(), ignoreCase: ofRam && UnconfirmedRules.RoleNamesIgnoreCase);
    }

    /// <summary>Null when the text is neither <c>*</c> nor an ARN with its five fields.</summary>
    public static ResourcePattern? Read(string text)
    {
        if (text == "*") return new(text);
        var arn = Arn.Read(text);
        return arn.IsArn && !arn.Service.IsEmpty && !arn.Relative.IsEmpty ? new(text, arn) : null;
    }

    public bool Covers(in Arn resource) => relative is null
        || (resource.IsArn && service!.Matches(resource.Service) && CoversRegion(resource.Region)
            && account!.Matches(resource.Account) && relative.Matches(resource.Relative));

    public override string ToString() => text;

    /// <summary>Requests name the region <c>*</c> (OSS knows no other today) or leave it empty (RAM).</summary>
    private bool CoversRegion(ReadOnlySpan<char> asked) => asked.IsEmpty || asked is "*" || region!.Matches(asked);
}
