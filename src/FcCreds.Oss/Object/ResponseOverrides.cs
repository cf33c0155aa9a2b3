using FcCreds.Core.Http;

namespace FcCreds.Oss.Object;

/// <summary>The <c>response-*</c> parameters of GetObject, each for one header of the reply.</summary>
internal static class ResponseOverrides
{
    public const string Parameters =
        "response-content-type response-content-language response-expires response-cache-control response-content-disposition response-content-encoding";

    private const string Prefix = "response-";

    public static IReadOnlyList<HeaderField> Read(OssCall call)
    {
        List<HeaderField>? found = null;
        foreach (var (name, value) in call.Wire.Query)
        {
            if (!name.StartsWith(Prefix, StringComparison.Ordinal) || string.IsNullOrEmpty(value)) continue;
            // Anything below a space could end the header and start another one.
            if (value.AsSpan().ContainsAnyInRange('\0', '\x1F')) throw OssErrors.BadArgument("The value cannot be a header.", name, value);
            (found ??= []).Add(new(name[Prefix.Length..], value));
        }
        return found ?? [];
    }
}
