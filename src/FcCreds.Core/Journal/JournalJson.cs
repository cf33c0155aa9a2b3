using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace FcCreds.Core.Journal;

/// <summary>Events as JSON, told apart by <c>kind</c>; the format of segments and of the control API.</summary>
[JsonSerializable(typeof(JournalEvent))]
[JsonSerializable(typeof(IReadOnlyList<JournalEvent>))]
internal sealed partial class JournalJson : JsonSerializerContext
{
    /// <summary>Keys and ARNs stay readable for people: nothing here is ever put into HTML unescaped.</summary>
    public static readonly JournalJson Readable = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
