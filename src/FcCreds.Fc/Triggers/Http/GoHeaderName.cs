using System.Buffers;
using System.Text;

namespace FcCreds.Fc.Triggers.Http;

/// <summary>Header names as Go's net/http spells them, which the cloud's gateway is made of: <c>accept-encoding</c> becomes <c>Accept-Encoding</c>.</summary>
internal static class GoHeaderName
{
    private static readonly SearchValues<char> Separators = SearchValues.Create(" \t\"(),/:;<=>?@[\\]{}");

    public static string Of(string name)
    {
        // Go leaves a name alone that is no token.
        if (name.AsSpan().ContainsAny(Separators) || !Ascii.IsValid(name)) return name;
        return string.Create(name.Length, name, static (letters, name) =>
        {
            var isFirst = true;
            for (var at = 0; at < letters.Length; at++)
            {
                letters[at] = isFirst ? char.ToUpperInvariant(name[at]) : char.ToLowerInvariant(name[at]);
                isFirst = name[at] == '-';
            }
        });
    }
}
