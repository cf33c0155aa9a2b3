using System.Text.Json;
using System.Text.RegularExpressions;
using FcCreds.Core.Journal;

namespace FcCreds.Fc.Invocation;

/// <summary>
/// Tells from a function's settings, and from a handler's error, that it looks for its credentials where FC does not put them. Texts of
/// the function's are not repeated: they may hold anything.
/// </summary>
internal static partial class HandlerAdvice
{
    private const string Variables = "ALIBABA_CLOUD_ACCESS_KEY_ID, ALIBABA_CLOUD_ACCESS_KEY_SECRET and ALIBABA_CLOUD_SECURITY_TOKEN";

    /// <summary>Null when none of the function's variables looks like a key.</summary>
    public static HandlerMistake? OfVariables(FunctionDeclaration function)
        => function.EnvironmentVariables.FirstOrDefault(variable => LongTermKey().IsMatch(variable.Value)) is { Key: { } name }
            ? New(HandlerMistake.LongTermKey, $"The function's variable {name} has a long-term access key.", "Give the function a role with the permissions that it needs, and take the key out: FC brings temporary credentials of the role.")
            : null;

    /// <summary>Null for every other error.</summary>
    public static HandlerMistake? OfError(ReadOnlyMemory<byte> errorJson, FunctionDeclaration function)
    {
        if (Read(errorJson) is not (var type, var message)) return null;
        if (NoCredentialsOnContext().IsMatch(message)) return ContextWithout(function);
        if (type == "NameError" && message.Contains("'os'", StringComparison.Ordinal))
            return New(HandlerMistake.MissingImport, "The handler uses os, and its module does not import it.", "Write 'import os' at its top; the sample for python3.12 in the docs forgets it.");
        if (type is not ("KeyError" or "TypeError" or "AttributeError" or "Error") && !message.Contains("environ", StringComparison.Ordinal) && !message.Contains("process.env", StringComparison.Ordinal)) return null;
        var asked = VariableName().Match(message);
        if (!asked.Success) return null;
        var name = asked.Value;
        if (!name.StartsWith("ALIBABA_CLOUD_", StringComparison.Ordinal) || !Variables.Contains(name, StringComparison.Ordinal))
            return New(HandlerMistake.WrongVariable, $"The handler looked for the variable {name}, which FC does not set.", $"FC sets {Variables}.");
        return function.RoleArn is null
            ? New(HandlerMistake.WrongVariable, $"The handler looked for {name}, and its function has no role: FC then sets no credentials.", "Give the function a role, with 'role' in its declaration or --role.")
            : null;
    }

    private static HandlerMistake ContextWithout(FunctionDeclaration function) => function.RoleArn is null
        ? New(HandlerMistake.NoContextCredentials, "The handler took credentials from its context, and its function has no role: there are none.", "Give the function a role, with 'role' in its declaration or --role.")
        : New(HandlerMistake.NoContextCredentials, $"The handler took credentials from its context, which runtime {function.Runtime} has not.", $"Read {Variables} from the environment, as python3.12 and custom.debian11 do.");

    private static HandlerMistake New(string rule, string message, string advice) => new() { Rule = rule, Message = message, Advice = advice };

    private static (string Type, string Message)? Read(ReadOnlyMemory<byte> errorJson)
    {
        try
        {
            using var json = JsonDocument.Parse(errorJson);
            return json.RootElement is { ValueKind: JsonValueKind.Object } error
                && error.TryGetProperty("errorMessage", out var message) && message.ValueKind == JsonValueKind.String
                ? (error.TryGetProperty("errorType", out var type) && type.ValueKind == JsonValueKind.String ? type.GetString()! : "", message.GetString()!)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Python's <c>'FCContext' object has no attribute 'credentials'</c>, Node's <c>Cannot read properties of undefined (reading 'accessKeyId')</c>.</summary>
    [GeneratedRegex(@"has no attribute '(?:credentials|access_key_id)'|undefined \(reading '(?:accessKeyId|accessKeySecret|securityToken)'\)")]
    private static partial Regex NoCredentialsOnContext();

    [GeneratedRegex(@"^LTAI[A-Za-z0-9]{8,}\z")]
    private static partial Regex LongTermKey();

    /// <summary>Names that other tools, SDKs and clouds give to the parts of credentials.</summary>
    [GeneratedRegex("""(?<![A-Za-z0-9_])(?:OSS_(?:ACCESS_KEY_ID|ACCESS_KEY_SECRET|SESSION_TOKEN|STS_TOKEN|TEST_[A-Z_]+)|AWS_(?:ACCESS_KEY_ID|SECRET_ACCESS_KEY|SESSION_TOKEN)|ALI(?:BABA_?)?(?:CLOUD|YUN)_[A-Z_]*(?:ACCESS_KEY|SECRET|TOKEN)[A-Z_]*|ACCESS_KEY_ID|ACCESS_KEY_SECRET|SECURITY_TOKEN|STS_TOKEN|accessKeyI[dD]|accessKeySecret|securityToken)(?![A-Za-z0-9_])""")]
    private static partial Regex VariableName();
}
