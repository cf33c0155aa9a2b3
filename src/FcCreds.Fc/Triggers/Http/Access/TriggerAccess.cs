using FcCreds.Core.Errors;

namespace FcCreds.Fc.Triggers.Http.Access;

/// <summary>Who may call through an HTTP trigger or a custom domain: <c>authType</c> with its <c>authConfig</c>.</summary>
internal abstract record TriggerAccess
{
    /// <summary>By name; a trigger that names none is signed for.</summary>
    public static readonly IReadOnlyList<string> AuthTypes = ["anonymous", "function", "jwt", "basic", "bearer"];

    public abstract string AuthType { get; }

    /// <summary>True when the body must be read before it is known whether to let in.</summary>
    public virtual bool NeedsForm => false;

    /// <param name="section">What holds <c>authType</c>.</param>
    /// <param name="configKey">The key beside it: <c>authConfig</c> for triggers, <c>authInfo</c> for domains.</param>
    /// <param name="otherwise">What no <c>authType</c> means.</param>
    public static TriggerAccess Read(SettingsSection section, string configKey, string otherwise = "function")
    {
        var authType = section.Find("authType") is null ? otherwise : section.OneOf("authType", AuthTypes);
        return authType switch
        {
            "jwt" => JwtAccess.Read(section, configKey),
            "basic" => BasicAccess.Read(section, configKey),
            "bearer" => BearerAccess.Read(section, configKey),
            "anonymous" => new AnonymousAccess(),
            _ => new SignatureAccess(),
        };
    }

    protected static ServiceException Denied(string message) => UnconfirmedRules.RefusedAtTrigger.Saying(message);
}

/// <summary><c>anonymous</c>: everybody.</summary>
internal sealed record AnonymousAccess : TriggerAccess
{
    public override string AuthType => "anonymous";
}

/// <summary><c>function</c>: whoever signs and is permitted to invoke the function.</summary>
internal sealed record SignatureAccess : TriggerAccess
{
    public override string AuthType => "function";
}
