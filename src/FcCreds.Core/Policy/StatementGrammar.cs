namespace FcCreds.Core.Policy;

/// <summary>Reads one statement. Null when it has a mistake; the mistakes are with the element.</summary>
internal static class StatementGrammar
{
    public static PolicyStatement? Read(PolicyElement statement, int index, PolicyKind kind)
    {
        if (!statement.IsObject)
        {
            statement.Wrong("a statement is a JSON object");
            return null;
        }
        PolicyEffect? effect = null;
        WildcardPattern[]? actions = null;
        ResourcePattern[]? resources = null;
        StatementPrincipal? principal = null;
        ConditionTest[] conditions = [];
        var allActionsBut = false;
        foreach (var member in statement.Members())
        {
            switch (member.Name)
            {
                case "Effect":
                    effect = ReadEffect(member);
                    break;
                case "Action" or "NotAction" when actions is not null:
                    member.Wrong("a statement has either Action or NotAction");
                    break;
                case "Action" or "NotAction":
                    allActionsBut = member.Is("NotAction");
                    actions = member.Strings().Select(ReadAction).ToArray();
                    break;
                case "Resource" when kind == PolicyKind.Trust:
                    member.Wrong("a trust policy is about its role: it has no Resource");
                    break;
                case "Resource":
                    resources = member.Strings().Select(ReadResource).OfType<ResourcePattern>().ToArray();
                    break;
                case "Condition":
                    conditions = ConditionGrammar.Read(member);
                    break;
                case "Principal" when kind == PolicyKind.Identity:
                    member.Wrong("a policy that is attached to someone has no Principal");
                    break;
                case "Principal":
                    principal = kind == PolicyKind.Trust ? PrincipalGrammar.ReadTrusted(member) : PrincipalGrammar.ReadListed(member);
                    break;
                case "Sid" when UnconfirmedRules.SidIsTolerated:
                    if (member.Text is null) member.Wrong("Sid is a string");
                    break;
                default:
                    member.Wrong(member.Is("NotResource") ? "neither RAM nor OSS has NotResource; deny those resources in a statement of their own" : "no statement has this element");
                    break;
            }
        }
        if (!statement.Has("Effect")) statement.Wrong("Effect is missing");
        if (actions is null) statement.Wrong("Action is missing");
        if (kind != PolicyKind.Trust && resources is null) statement.Wrong("Resource is missing");
        if (kind != PolicyKind.Identity && !statement.Has("Principal"))
        {
            if (kind == PolicyKind.Bucket && UnconfirmedRules.BucketPolicyMayLeaveOutPrincipal) principal = StatementPrincipal.Nobody;
            else statement.Wrong("Principal is missing");
        }
        if (effect is null || actions is null) return null;
        return new()
        {
            Index = index,
            Effect = effect.Value,
            Actions = actions,
            AllActionsBut = allActionsBut,
            Resources = resources ?? [],
            Conditions = conditions,
            Principal = principal,
        };
    }

    private static PolicyEffect? ReadEffect(PolicyElement effect)
    {
        switch (effect.Text)
        {
            case "Allow": return PolicyEffect.Allow;
            case "Deny": return PolicyEffect.ExplicitDeny;
            default:
                effect.Wrong("Effect is \"Allow\" or \"Deny\"");
                return null;
        }
    }

    private static WildcardPattern ReadAction((PolicyElement At, string Text) action)
    {
        if (action.Text != "*" && !IsAction(action.Text)) action.At.Wrong($"\"{action.Text}\" is not * or service:operation");
        return new(action.Text, ignoreCase: true);
    }

    /// <summary>System policies use <c>*:Get*</c> as well as <c>oss:*</c>.</summary>
    private static bool IsAction(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && colon < text.Length - 1 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is ':' or '*' or '?' or '-' or '_' or '.' or '/');
    }

    private static ResourcePattern? ReadResource((PolicyElement At, string Text) resource)
    {
        var pattern = ResourcePattern.Read(resource.Text);
        if (pattern is null) resource.At.Wrong($"\"{resource.Text}\" is not * or acs:service:region:account:relative-id");
        return pattern;
    }
}
